// The settings that a session is carried on with, whoever does it.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// The control file of the session while it is there, whichever the caller works with: its checks
/// are that monit's. The daemon that would name it may be away.
Settings settings_of(const Settings& settings, const SessionRecord& record);

}  // namespace pkgmap
