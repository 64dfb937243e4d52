// An alarm that outlives a reload: the check that keeps it alive, as text for monit.
//
// When monit reads its control file again it takes every file's present content for good. A file
// that is neither what monit compared it with nor what a package shipped gets a second check, on
// the same path, that expects the old content (docs/design.md, Drift). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/digests.hpp"

namespace pkgmap::rules {

struct SubstituteCheck {
  std::string name;   ///< Of the second check.
  std::string check;  ///< The one whose alarm it keeps.
  std::string path;
  std::string algorithm;  ///< By which monit is told what to expect; see expected_by().
  std::string digest;     ///< Of the good content; lower-case hex. Empty: nobody knows one
                          ///< that monit can be told, and it alarms until somebody accepts.
  bool monitored = true;  ///< Whether monit watched the first check then.
  std::vector<std::string> dependents;  ///< What depends on it and was watched then.
  std::int64_t since = 0;               ///< Seconds since the epoch.
  std::string control_file;             ///< Of the monit that alarms.
  std::string session;                  ///< That reloaded monit.
  std::vector<std::string> alerts;      ///< Its `alert …` statements, as written.
};

/// The first line of the file that holds them: no other file is ever overwritten.
extern const char* const kSubstitutesHeader;

/// The sum of these that a monit of that version can be told to expect, with its algorithm: the one
/// that it shows itself (`shown`) if there is one, else the strongest. Both empty: there is none.
std::pair<std::string, std::string> expected_by(const Digests& digests, const std::string& shown,
                                                const std::string& version);

/// A name for the second check of `check` that none of `taken` is, ignoring ASCII case.
std::string name_for(const std::string& check, const std::vector<std::string>& taken);

/// The whole file. Without drift: the header alone.
std::string text_of(const std::vector<SubstituteCheck>& drift);

/// Where a file can lie that one of these patterns of `include` takes, the first that can:
/// "/etc/monit.d/monit-pkgmap-drift.conf" for "/etc/monit.d/*.conf". Nothing when there is none.
std::optional<std::string> managed_path(const std::vector<std::string>& patterns);

}  // namespace pkgmap::rules
