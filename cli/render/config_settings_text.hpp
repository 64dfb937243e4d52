// What `config` prints of the settings of a control file, before the checks. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns one paragraph for each setting of the file, wrapped at 80 columns. Shows the limits only
/// if they differ from monit's defaults. Without an HTTP interface the first line says so, so the
/// text is never empty. The text contains no user and no password.
std::string settings_text(const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
