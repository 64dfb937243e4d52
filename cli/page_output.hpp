// Says where and when a page of `--html` was made, and writes such a page or another text. For one
// thread.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/render/page/frame.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Returns the present time, `control_file`, and the name of this host; for another place (--root,
/// --image, --bundle) what place_of_answers() returns in place of the name.
PageOrigin page_origin(const Settings& settings, const std::string& control_file);

/// Writes `text` to the file `path`, an absolute path, or prints it on standard output if `path` is
/// "-". Returns `exit_status`, the status of the command so far. If the file cannot be written,
/// prints the error and returns the exit status of this error instead. A failure of standard output
/// shows only at the end of the program (Screen).
int put_out(const std::string& path, const std::string& text, const Screen& screen,
            int exit_status);

}  // namespace pkgmap::cli
