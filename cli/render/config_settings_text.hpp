// The settings of a control file for people: what `config` prints before the checks.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// One line for each that is set, broken at 80 columns; limits only where they are not monit's own.
/// Holds no user and no password.
std::string settings_text(const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
