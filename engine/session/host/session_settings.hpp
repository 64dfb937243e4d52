// The settings with which any process carries a session on.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// The caller's settings, but with the control file of the session, as long as that file can be
/// read. The session's checks belong to the monit of that control file, and that monit may not run
/// now. Also with the session's package system, if the caller named none.
Settings settings_of(const Settings& settings, const SessionRecord& record);

}  // namespace pkgmap
