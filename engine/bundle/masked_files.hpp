// Returns texts of a host without credentials, as a bundle has them. Any thread. Private to
// engine/bundle.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the texts of the control file and of the files that it includes, by path, with other
/// words in place of secrets (hidden_words.hpp). `parsed` is what load_control_file() returned for
/// these settings.
///
/// The texts must declare the same checks as the files. After a mistake, a part of a statement may
/// look like a comment, so the function tries three ways and takes the first that gives the same
/// checks: it leaves out all comments; it leaves out only comments that have a line to themselves;
/// it keeps all comments, with other words in place of their secrets. Fails with
/// ErrorCode::control_file if no way gives the same checks.
Result<std::map<std::string, std::string>> masked_control_files(const monitrc::Parsed& parsed,
                                                                const Settings& settings);

/// Returns the text of a unit file of systemd with "***" in place of each secret, and of the whole
/// value of each setting whose name begins with Environment, SetCredential or LoadCredential. A
/// line with a comment becomes "#".
std::string masked_unit(std::string_view text);

/// Returns the text of a policy file without its comments.
std::string masked_policy(std::string_view text);

}  // namespace pkgmap
