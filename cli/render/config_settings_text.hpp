// What `config` prints of the settings of a control file, before the checks. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// One line for each setting of the file, wrapped at 80 columns; limits only if they differ from
/// monit's defaults. Contains no user and no password.
std::string settings_text(const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
