// Reads the variables of a unit from `Environment=` and the files of `EnvironmentFile=`, and
// replaces `$NAME` in `ExecStart=` (systemd.exec(5); systemd.service(5), COMMAND LINES).
//
// Pure functions; never fail. Quotes are those of systemd. A later assignment replaces an earlier
// one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Values by the name of the variable.
using Environment = std::map<std::string, std::string>;

/// Adds the assignments of one `Environment=` value: `A=b "C=d e"`.
void add_assignments(std::string_view value, Environment& environment);

/// Adds the assignments of `text`, the content of a file that `EnvironmentFile=` names. Each line
/// has one assignment.
void add_environment_file(std::string_view text, Environment& environment);

/// Returns the arguments with the variables replaced: `${A}` everywhere, `$A` only if it is a whole
/// word. The value of `$A` is split at blanks, so this word may become several words or none. A
/// variable that is not in `environment` stays as written, since systemd may know its value. A
/// variable also stays as written if its value would bring the values in this command to more than
/// 16 KiB together.
std::vector<std::string> expand_variables(const std::vector<std::string>& argv,
                                          const Environment& environment);

}  // namespace pkgmap
