// Removes the end marks of sessions (engine/journal/journal.hpp). The end mark of a session tells a
// process that looks for the session that the session has ended, and that nobody else has removed
// its record. For one thread.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Removes the end marks for which no process will look any more. While another process that has
/// given a heartbeat lives, removes none. Otherwise keeps two kinds of end mark:
/// - the end mark of a session whose guard has not ended;
/// - the end mark of a session whose package manager lives and may still call a hook, but at most
///   for a day after the end of the lease.
///
/// A guard that is about to end passes the id of its session as `own`: this guard then keeps no end
/// mark. Ignores errors.
void remove_end_marks(const Journal& journal, Host& host, const std::string& own = {});

}  // namespace pkgmap
