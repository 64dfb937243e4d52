// Says whether monit has read what its control files say now, and reads from monit which checks
// depend on which.
//
// For one thread. The functions cannot fail.
#pragma once

#include <cstdint>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns whether the control files are on disk as monit read them in `second` (seconds since the
/// epoch): only root can change the files, and nobody has changed them since. False if nobody can
/// tell, as after a change in that same second.
bool has_read(const monitrc::ControlFile& control_file, std::int64_t second, Host& host);

/// Adds to `checks` the dependencies that monit's pages show: for each check of `names` and each of
/// its prerequisites, direct or through others, the checks that it depends on, and each
/// prerequisite that `checks` do not have yet, with its name alone. (A name of `names` that
/// `checks` lack is not added.) Asks monit for one page for each of these checks. Returns false if
/// monit gives no answer for one of them, or does not have it; then only what monit has shown by
/// then is added.
bool add_shown_dependencies(MonitClient& monit, const CheckNames& names,
                            std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
