// Substitute checks, and their text for monit.
//
// When monit reads its control file again, it takes the present content of every file as baseline,
// and an alarm about a drifted file would end. So the file gets a second check, the substitute
// check, that expects the good content (docs/design.md, Drift over a reload). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/digests.hpp"

namespace pkgmap::rules {

struct SubstituteCheck {
  std::string name;   ///< Of the substitute check itself.
  std::string check;  ///< The check whose alarm the substitute check takes over.
  std::string path;
  std::string algorithm;  ///< Of `digest`; see expected_by().
  std::string digest;     ///< Of the good content; lower-case hex. Empty if no digest is known
                          ///< that monit accepts: the alarm then lasts until somebody accepts.
  bool monitored = true;  ///< Whether `check` was monitored when the alarm began.
  std::vector<std::string> dependents;  ///< Dependents of `check` that were monitored then.
  std::int64_t since = 0;               ///< Begin of the alarm, seconds since the epoch.
  std::string control_file;             ///< Of the monit that has the check.
  std::string session;                  ///< Id of the session that reloaded monit.
  std::vector<std::string> alerts;      ///< The `alert …` statements of `check`, as written.
};

/// The first line of the file with the substitute checks. A file that begins otherwise is never
/// overwritten.
extern const char* const kSubstitutesHeader;

/// Returns the algorithm and the digest that a monit of this version can expect: by the algorithm
/// that monit shows (`shown`) if possible, else by the strongest. Both empty if there is none.
std::pair<std::string, std::string> expected_by(const Digests& digests, const std::string& shown,
                                                const std::string& version);

/// Returns a name for the substitute check of `check` that is not in `taken`, ignoring ASCII case.
std::string name_for(const std::string& check, const std::vector<std::string>& taken);

/// Returns the whole text of the file; only its header if there are no substitute checks.
std::string text_of(const std::vector<SubstituteCheck>& drift);

/// Returns a path that one of these patterns of `include` matches:
/// "/etc/monit.d/monit-pkgmap-drift.conf" for "/etc/monit.d/*.conf". The first pattern for which
/// such a path is found decides; nullopt if there is none.
std::optional<std::string> managed_path(const std::vector<std::string>& patterns);

}  // namespace pkgmap::rules
