// The word of an administrator who monitors a check while a session has it: once monit's status
// shows it, it counts for good, and the check is the session's no longer. Whoever switches the
// check off later has switched it off for good, too.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// The checks that the session has switched off, and that monit monitors now.
std::vector<std::string> taken_back(const status::Status& status, const SessionRecord& record);

/// Moves the checks of these names from the suspended ones of the record to the resumed ones.
void give_back(const std::vector<std::string>& names, std::int64_t now_usec, SessionRecord& record);

/// Gives back what leftover checks monit monitors again. Does nothing if there are none, or monit
/// gives no status.
void give_back_leftovers(const Settings& settings, Host& host);

}  // namespace pkgmap
