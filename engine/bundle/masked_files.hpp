// Texts of a host without credentials, as a bundle has them. Private to engine/bundle.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"

namespace pkgmap {

/// Returns the texts of a control file and its includes, by path: with other words in place of
/// secrets, and without what stands in comments. Fails if they would be understood in another way
/// than `parsed`, which load_control_file() has read for these settings.
Result<std::map<std::string, std::string>> masked_control_files(const monitrc::Parsed& parsed,
                                                                const Settings& settings);

/// Returns the text of a unit: without the variables of its commands, with "***" in place of other
/// secrets, and without what stands in comments.
std::string masked_unit(std::string_view text);

/// Returns the text of a policy without what stands in comments.
std::string masked_policy(std::string_view text);

}  // namespace pkgmap
