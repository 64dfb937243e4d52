// Dead sessions: their package manager, their guard and whoever resumed them have all ended.
#pragma once

#include <chrono>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Writes into a new record that its session begins now, and when its lease ends.
void begin_lease(SessionRecord& record, std::chrono::seconds lease, Host& host);
/// Whether the lease of the session is over, in this boot.
bool lease_is_over(const SessionRecord& record, Host& host);

/// Whether nobody alive will resume the session. Also true if its lease is over, and neither a
/// guard nor a resumer lives. False for leftover checks (SessionState::kept), and for a session
/// that never suspended a check.
bool is_dead(const SessionRecord& record, Host& host);
std::vector<SessionRecord> dead_sessions(const std::vector<SessionRecord>& sessions, Host& host);

/// The guards and resumers of the sessions that are late.
std::vector<NamedProcess> late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// Before sessions are taken over: kills their guards and resumers that are late, so that they do
/// not act when they wake. Waits seven seconds at most for all of them together, so the caller does
/// not hold the lock.
void end_late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// Ends a session, or leftover checks, whose checks another session now has or has monitored. The
/// checks that it had resumed itself go into the history, and still get their recheck. The caller
/// holds the lock.
Done end_taken_over(const Journal& journal, SessionRecord record, Host& host);

/// Starts a guard for every dead session; the guard resumes it. Makes no file if no session is
/// dead. A guard that cannot be started is left to the next call.
void guard_dead_sessions(const Settings& settings, Host& host);

}  // namespace pkgmap
