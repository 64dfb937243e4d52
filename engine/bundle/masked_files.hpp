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
/// words in place of secrets. Leaves out all comments. If the texts without comments would declare
/// other checks than the files (after a mistake, a part of a statement may look like a comment),
/// leaves out only the comments on lines of their own; if that does not help, keeps all comments,
/// with other words in place of their secrets. `parsed` is what load_control_file() returned for
/// these settings. Fails with ErrorCode::control_file if the texts would declare other checks even
/// then.
Result<std::map<std::string, std::string>> masked_control_files(const monitrc::Parsed& parsed,
                                                                const Settings& settings);

/// Returns the text of a unit file with "***" in place of secrets and of the values of Environment=
/// and similar settings, and with empty comments.
std::string masked_unit(std::string_view text);

/// Returns the text of a policy file without its comments.
std::string masked_policy(std::string_view text);

}  // namespace pkgmap
