// What `config` prints for people. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the control file and every file that it includes, the settings, and every check that was
/// understood, with file and line, even if the control file has errors. The text contains no errors
/// and no credentials.
std::string config_text(const monitrc::Parsed& parsed);

}  // namespace pkgmap::cli
