// The end marks of sessions: they tell whoever looks for a session that it is over, and was not
// removed by somebody else.
#pragma once

#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Removes the end marks that nobody will look for: no other process acts on sessions, the guard of
/// the session has ended, and no hook of it is still to come. A guard that is about to end names
/// its own session as `own`. Errors are dropped.
void remove_end_marks(const Journal& journal, Host& host, const std::string& own = {});

}  // namespace pkgmap
