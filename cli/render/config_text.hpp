// What `config` prints without --json. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the control file and every file that it includes, the settings, and every check that the
/// parser has understood, with file and line. If the control file has errors, the text does not
/// mention them. The text contains no credentials.
std::string config_text(const monitrc::Parsed& parsed);

}  // namespace pkgmap::cli
