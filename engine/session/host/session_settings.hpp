// The settings with which any process carries a session on. Any thread; cannot fail.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns `settings` with the control file of the session, since the checks of the session belong
/// to the monit of this control file, and another monit may run by now. Keeps the control file of
/// `settings` if that of the session cannot be read. If `settings` name no package system, the
/// result has that of the session.
Settings settings_of(const Settings& settings, const SessionRecord& record);

}  // namespace pkgmap
