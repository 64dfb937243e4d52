// Removes the end marks of sessions. An end mark tells a process that looks for a session that the
// session is over, and that nobody else removed it.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Removes the end marks for which no process will look any more. Removes none while another
/// process acts on sessions. Keeps the end mark of a session whose guard has not ended, or whose
/// package manager lives and may still call a hook (for a day after the lease). A guard that is
/// about to end passes the id of its own session as `own`, so that its own life does not keep the
/// mark. Ignores errors.
void remove_end_marks(const Journal& journal, Host& host, const std::string& own = {});

}  // namespace pkgmap
