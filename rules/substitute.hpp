// Substitute checks, and the control file with which monit reads them.
//
// When monit reads its control file again, monit takes the present content of every file as
// baseline, and an alarm about a drifted file would end. So the file gets a second check, the
// substitute check, which expects the good content (docs/design.md, Drift over a reload). The types
// of this file are plain values, and the functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source/check_name.hpp"
#include "rules/digests.hpp"

namespace pkgmap::rules {

struct SubstituteCheck {
  CheckName name;    ///< Name of the substitute check itself.
  CheckName check;   ///< The check whose alarm the substitute check takes over.
  std::string path;  ///< Of the drifted file.
  Digest digest;     ///< Of the good content, by MD5, SHA-1 or SHA-256. Empty if no digest is known
                  ///< that monit can compare with: the check then expects a sum that no file has,
                  ///< and alarms until `monit-pkgmap accept PATH`.
  bool monitored = true;            ///< Whether `check` was monitored when the alarm began.
  CheckNames dependents;            ///< Dependents of `check` that were monitored then.
  std::int64_t since = 0;           ///< When the alarm began, seconds since the epoch.
  std::string control_file;         ///< Path of the control file of the monit that has the check.
  std::string session;              ///< Id of the session that reloaded monit.
  std::vector<std::string> alerts;  ///< The `alert …` statements of `check`, as written.
};

/// The first line of the file with the substitute checks, with its newline. The engine never
/// overwrites a file that begins with another line.
extern const char* const kSubstitutesHeader;

/// Returns a digest that a monit of this version can compare with: by the algorithm `shown` if
/// possible, else by the strongest of SHA-256, SHA-1 and MD5. Empty if `digests` has no digest that
/// this monit can use. `shown` is the algorithm of the baseline that monit shows, or
/// Algorithm::none. `version` is the version of monit ("5.33.0"); a monit of an unknown version
/// cannot use SHA-256.
Digest expected_by(const Digests& digests, const Algorithm& shown, const std::string& version);

/// Returns a name for the substitute check of the check with the name `check`: "drift_NAME", or
/// "drift_NAME_2" and so on if `taken` has that name already (ignoring ASCII case). A byte that is
/// no letter, digit, '_', '.' or '-' becomes '_', and a long name is cut.
std::string name_for(const std::string& check, const CheckNames& taken);

/// Returns the whole text of the file with the substitute checks `drift`. If `drift` is empty, the
/// text is only the comment at the beginning of the file.
std::string text_of(const std::vector<SubstituteCheck>& drift);

/// Returns the path for the file with the substitute checks, so that monit includes this file.
/// `patterns` are the absolute patterns of the `include` statements. The first pattern that can
/// match a file with "monit-pkgmap-drift" in its name decides: "/etc/monit.d/*.conf" gives
/// "/etc/monit.d/monit-pkgmap-drift.conf". A pattern with a wildcard in its directory does not
/// count. Returns nullopt if no pattern can match.
std::optional<std::string> managed_path(const std::vector<std::string>& patterns);

}  // namespace pkgmap::rules
