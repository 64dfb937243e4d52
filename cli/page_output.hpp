// Says where and when a page of `--html` was made, and writes such a page or another text. For one
// thread.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "cli/render/page/frame.hpp"
#include "cli/screen.hpp"

namespace pkgmap::cli {

/// Returns the origin of a page. PageOrigin::made is the present time. PageOrigin::control_file is
/// `control_file`, a path; empty for a page about several hosts. PageOrigin::host is what
/// place_of_answers() (engine/queries/place.hpp) returns: the name of this host, or the directory,
/// image or bundled host that an option names.
PageOrigin page_origin(const Settings& settings, const std::string& control_file);

/// Writes `text` to the file `path`, an absolute path. If `path` is "-", prints `text` on standard
/// output. Replaces an existing file only if it is a regular file of this user (write_whole()).
///
/// Returns `exit_status`, the status of the command so far. If the file cannot be written, prints
/// the error and returns the exit status of this error instead. Screen::finish() reports a failure
/// of standard output.
int put_out(const std::string& path, const std::string& text, const Screen& screen,
            int exit_status);

}  // namespace pkgmap::cli
