// Finds dead sessions: sessions that no living process will resume. Hands them over to new guards,
// or ends them once another session has taken over their checks. For one thread.
#pragma once

#include <chrono>
#include <vector>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Sets the times of a new record: its session begins now, and its lease ends after `lease`. The
/// lease is the time after which the checks of the session are resumed though its package manager
/// still runs.
void begin_lease(SessionRecord& record, std::chrono::seconds lease, Host& host);
/// For a process that is about to act on a record of an earlier boot: makes it a record of this
/// boot. The processes that the record names ran in the earlier boot, so from now on they count as
/// ended, also the monit that the session stopped. The lease begins anew. Leaves a record of this
/// boot as it is. Writes no file.
void move_to_this_boot(SessionRecord& record, Host& host);
/// Starts a guard for a session whose record is on disk. If the record is of an earlier boot, first
/// calls move_to_this_boot() and writes the record, since a guard can sign only a record of this
/// boot. The caller holds the lock. Fails as the journal and Host::start_guard() do.
Done start_guard_for(const Settings& settings, const Journal& journal, SessionRecord record,
                     Host& host);
/// Returns whether the lease of the session is over. False if the record is of another boot, or
/// does not say when the lease ends (SessionRecord::lease_ends_usec).
bool lease_is_over(const SessionRecord& record, Host& host);

/// Returns whether no living process will resume the session. That is so if its guard and its
/// resumer (the process that has begun to resume it) have ended or are late with their heartbeat,
/// and its package manager has ended or its lease is over. False for a session that has only
/// leftover checks (SessionState::kept), and if never_began() (engine/journal/watchers.hpp).
bool is_dead(const SessionRecord& record, Host& host);
/// Returns those of `sessions` for which is_dead() is true, in their order.
std::vector<SessionRecord> dead_sessions(const std::vector<SessionRecord>& sessions, Host& host);

/// Returns the guards and resumers of these sessions whose heartbeat is late.
std::vector<NamedProcess> late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// For a process that is about to take over these sessions: kills their guards and resumers whose
/// heartbeat is late, so that none acts when it wakes. Waits seven seconds at most for all of them
/// together, so the caller must not hold the lock.
void end_late_processes_of(const std::vector<SessionRecord>& records, Host& host);

/// Ends a session after another session has taken over its checks or monitored them; the session
/// may be one with only leftover checks. Writes the checks that the session itself had resumed into
/// the history; they still get their recheck. The caller holds the lock. An Error if the history or
/// the journal cannot be written.
Done end_taken_over(const Journal& journal, SessionRecord record, Host& host);

/// Starts a guard, which resumes the session, for every dead session. Takes the lock, so the caller
/// must not hold it. Makes no file if no session is dead. Ignores errors: if a guard cannot be
/// started, the session stays dead, and the next call tries again.
void guard_dead_sessions(const Settings& settings, Host& host);

}  // namespace pkgmap
