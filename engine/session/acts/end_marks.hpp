// Removes the end marks of sessions. A process that looks for a session learns from the end mark
// that the session has ended, and that nobody else removed its record. For one thread.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Removes the end marks for which no process will look any more. Removes no end mark while another
/// process that has given a heartbeat lives. Keeps the end mark of a session whose guard has not
/// ended. Keeps it also while the package manager of the session lives and may still call a hook,
/// but at most for a day after the end of the lease. A guard that is about to end passes the id of
/// its session as `own`: then the guard does not count for the end mark of this session. Ignores
/// errors.
void remove_end_marks(const Journal& journal, Host& host, const std::string& own = {});

}  // namespace pkgmap
