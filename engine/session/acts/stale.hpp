// Sessions whose people have died: neither their package manager, nor their guard, nor anybody who
// resumes them is there any more.
#pragma once

#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Those that left something suspended; a session of leftover checks (SessionState::kept) is none.
bool is_dead(const SessionRecord& record, Host& host);
std::vector<SessionRecord> dead_sessions(const std::vector<SessionRecord>& sessions, Host& host);

/// Ends one, or leftover checks, whose checks another session has in hand or has monitored. What it
/// has resumed itself goes into the history, and is still to be rechecked.
Done end_taken_over(const Journal& journal, SessionRecord record, Host& host);

/// Gives each of them a new guard, which resumes it. Does nothing and makes nothing when there is
/// none. What fails is left to the next occasion.
void guard_dead_sessions(const Settings& settings, Host& host);

}  // namespace pkgmap
