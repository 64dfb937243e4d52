// Says whether monit has read its control files as they are on disk now, and reads from monit which
// checks depend on which.
//
// For one thread. The functions cannot fail.
#pragma once

#include <cstdint>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Returns whether the control files on disk are as monit read them in `second` (seconds since the
/// epoch). That is so if nobody has changed them since, and only root can change them. False also
/// if this cannot be told, as after a change in `second` itself. Does not notice that a file which
/// monit read is gone.
bool has_read(const monitrc::ControlFile& control_file, std::int64_t second, Host& host);

/// Adds to `checks` the dependencies that monit's pages show. Asks monit for the page of each check
/// of `names` and of each of their prerequisites, direct or through others, and adds the names on
/// the page of a check to Check::depends_on of its element in `checks`.
///
/// A prerequisite that `checks` lacks gets an element in which only the name and Check::depends_on
/// are set. A check of `names` that `checks` lacks gets no element: its prerequisites are asked
/// for, but its own dependencies are not added.
///
/// Returns false if monit gives no answer for one of the checks, or does not have it; `checks` then
/// has only what monit had shown by then.
bool add_shown_dependencies(MonitClient& monit, const CheckNames& names,
                            std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
