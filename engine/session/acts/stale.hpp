// Finds dead sessions (no living process will resume them), and hands them over to new guards, or
// ends them once another session has taken over their checks. For one thread.
#pragma once

#include <chrono>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Writes into a new record that its session begins now, and that its lease, the time after which
/// its checks are resumed though its package manager still runs, ends after `lease`.
void begin_lease(SessionRecord& record, std::chrono::seconds lease, Host& host);
/// For a process that is about to act on a record of an earlier boot: makes it a record of this
/// boot.
/// The processes that the record names are those of the earlier boot, so from now on they count as
/// ended; the lease begins anew. Leaves a record of this boot as it is.
void move_to_this_boot(SessionRecord& record, Host& host);
/// Starts a guard for a session whose record is on disk. First writes a record of an earlier boot
/// as one of this boot, since a guard signs only such a record. The caller holds the lock.
Done start_guard_for(const Settings& settings, const Journal& journal, SessionRecord record,
                     Host& host);
/// Returns whether the lease of the session is over. False if the record is of another boot.
bool lease_is_over(const SessionRecord& record, Host& host);

/// Returns whether no living process will resume the session: its guard and its resumer (the
/// process that resumes it) have ended or are late with their heartbeat, and its package manager
/// has ended, too, or its lease is over. False for a session with leftover checks alone
/// (SessionState::kept), and if never_began() (engine/journal/watchers.hpp).
bool is_dead(const SessionRecord& record, Host& host);
/// Returns those of `sessions` for which is_dead() is true, in their order.
std::vector<SessionRecord> dead_sessions(const std::vector<SessionRecord>& sessions, Host& host);

/// Returns the guards and resumers of these sessions whose heartbeat is late.
std::vector<NamedProcess> late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// For a process that is about to take over these sessions: kills the guards and resumers whose
/// heartbeat is late, so that they do not act when they wake. Waits seven seconds at most for all
/// of them together, so the caller must not hold the lock.
void end_late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// Ends a session, also one with leftover checks alone, after another session has taken over its
/// checks or monitored them. Writes the checks that the session had resumed itself into the
/// history; they still get their recheck. The caller holds the lock. An Error if the history or the
/// journal cannot be written.
Done end_taken_over(const Journal& journal, SessionRecord record, Host& host);

/// Starts a guard for every dead session; the guard resumes the session. Takes the lock, so the
/// caller must not hold it. Makes no file if no session is dead. Ignores errors: if a guard cannot
/// be started, the session stays dead, and the next call tries again.
void guard_dead_sessions(const Settings& settings, Host& host);

}  // namespace pkgmap
