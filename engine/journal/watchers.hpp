// Who still stands behind a session: its package manager, its guard.
//
// Looks at /proc. A pid that means another process by now, or that was one before the last boot,
// stands behind nothing.
#pragma once

#include "engine/journal/session_record.hpp"

namespace pkgmap {

/// False when there is none to be watched.
bool manager_alive(const SessionRecord& record);
bool guard_alive(const SessionRecord& record);

/// Somebody is going to resume it: what it holds is not for another session to resume. Not so for a
/// session that was killed before its guard came (nothing is suspended without one), or whose
/// guard and manager are both dead.
bool under_way(const SessionRecord& record);

/// It was killed before its guard gave its word, so it has suspended nothing: what is off was
/// switched off by somebody else.
bool never_began(const SessionRecord& record);

}  // namespace pkgmap
