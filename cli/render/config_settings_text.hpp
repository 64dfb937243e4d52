// What `config` prints of the settings of a control file, before the checks. Pure.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns one paragraph for each setting of the file, wrapped at 80 columns, without blank lines
/// between them; the text ends with a newline. Shows the limits only if they differ from monit's
/// defaults. The first line is about the HTTP interface, even if there is none, so the text is
/// never empty.
///
/// The text contains no credentials. For the HTTP interface it counts the users and does not name
/// them; for a mail server it only says "with a login"; for M/Monit it shows no user and no
/// password.
std::string settings_text(const monitrc::ControlFile& file);

}  // namespace pkgmap::cli
