// The settings with which a process goes on with a session that perhaps another process began. Any
// thread; cannot fail.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns `settings` with the control file of the session in Settings::monitrc: the checks of the
/// session belong to the monit of this control file. If that control file cannot be read, keeps
/// Settings::monitrc. If `settings` name no package system, the result has the package system of
/// the session.
Settings settings_of(const Settings& settings, const SessionRecord& record);

}  // namespace pkgmap
