// Where the page of `--html` comes from, and where it goes.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/render/page/frame.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Returns the name of this host, or the other root, and the present time.
PageOrigin page_origin(const Settings& settings, const std::string& control_file);

/// Writes a whole text to the file `path`, or prints it on standard output if `path` is "-".
/// Returns `exit_status`, or the exit status of the error, which it prints.
int put_out(const std::string& path, const std::string& text, const Screen& screen,
            int exit_status);

}  // namespace pkgmap::cli
