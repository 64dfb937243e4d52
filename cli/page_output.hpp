// Says where and when a page of `--html` was made, and writes such a page or another text. For one
// thread.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/render/page/frame.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Returns the origin of a page: the present time; `control_file` as it is (a path; empty for a
/// page about several hosts); and what place_of_answers() returns, that is, the name of this host,
/// or the directory, image or bundled host that an option names.
PageOrigin page_origin(const Settings& settings, const std::string& control_file);

/// Writes `text` to the file `path`, an absolute path. Replaces an existing file if write_whole()
/// may: it must be a regular file of this user. If `path` is "-", prints `text` on standard output.
/// Returns `exit_status`, the status of the command so far. If the file cannot be written, prints
/// the error and returns the exit status of this error instead. A failure of standard output shows
/// only at the end of the program (Screen).
int put_out(const std::string& path, const std::string& text, const Screen& screen,
            int exit_status);

}  // namespace pkgmap::cli
