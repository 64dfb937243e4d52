// The end marks of sessions: they tell whoever looks for a session that it is over, and was not
// removed by somebody else.
#pragma once

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Removes the end marks that nobody will look for: no other process acts on sessions, and no hook
/// of the session is still to come. Errors are dropped.
void remove_end_marks(const Journal& journal, Host& host);

}  // namespace pkgmap
