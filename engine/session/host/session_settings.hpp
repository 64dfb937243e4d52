// The settings with which any process carries a session on. Any thread; cannot fail.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the caller's settings with the control file of the session in place of the caller's, if
/// that file can be read: the session's checks belong to the monit of that control file, which need
/// not be the one that runs. If the caller named no package system, the result has that of the
/// session.
Settings settings_of(const Settings& settings, const SessionRecord& record);

}  // namespace pkgmap
