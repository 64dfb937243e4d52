#include "engine/session/acts/stale.hpp"

#include <algorithm>

#include "engine/journal/history.hpp"
#include "engine/session/host/late_processes.hpp"

namespace pkgmap {

void begin_lease(SessionRecord& record, std::chrono::seconds lease, Host& host) {
  record.since = host.wall_usec() / kSecond;
  record.until = record.since + lease.count();
  record.lease_ends_usec = host.steady_usec() + lease.count() * kSecond;
}

void move_to_this_boot(SessionRecord& record, Host& host) {
  const std::string boot = host.boot();
  if (record.boot_id == boot) return;
  record.boot_id = boot;
  // Processes of this boot may have the same pids.
  record.pid_start_time = 0;
  record.guard_start_time = 0;
  record.resumer_start_time = 0;
  if (record.stopped) record.stopped->start_time = 0;
  record.lease_ends_usec = host.steady_usec() + (record.until - record.since) * kSecond;
}

Done start_guard_for(const Settings& settings, const Journal& journal, SessionRecord record,
                     Host& host) {
  if (record.boot_id != host.boot()) {
    move_to_this_boot(record, host);
    if (auto saved = journal.save(record); !saved) return saved;
  }
  return host.start_guard(settings, record);
}

bool lease_is_over(const SessionRecord& record, Host& host) {
  return record.boot_id == host.boot() && record.lease_ends_usec != 0 &&
         host.steady_usec() > record.lease_ends_usec;
}

bool is_dead(const SessionRecord& record, Host& host) {
  if (record.state == SessionState::kept || never_began(record)) return false;
  if (!under_way(record, host)) return true;
  // The package manager may run on for ever, but its lease ends.
  return lease_is_over(record, host) && !guard_alive(record, host) && !resumer_alive(record, host);
}

std::vector<SessionRecord> dead_sessions(const std::vector<SessionRecord>& sessions, Host& host) {
  std::vector<SessionRecord> dead;
  std::copy_if(sessions.begin(), sessions.end(), std::back_inserter(dead),
               [&](const SessionRecord& session) { return is_dead(session, host); });
  return dead;
}

std::vector<NamedProcess> late_processes_of(const std::vector<SessionRecord>& records, Host& host) {
  std::vector<NamedProcess> processes;
  for (const SessionRecord& record : records) {
    processes.push_back(guard_of(record));
    processes.push_back(resumer_of(record));
  }
  std::erase_if(processes, [&](const NamedProcess& process) { return !is_late(process, host); });
  return processes;
}

void end_late_processes_of(const std::vector<SessionRecord>& records, Host& host) {
  // One that waits in the kernel has got the signal, and ends before it could act.
  static_cast<void>(end_late(late_processes_of(records, host), host));
}

Done end_taken_over(const Journal& journal, SessionRecord record, Host& host) {
  record.checks.clear();
  // The history has the results of leftover checks already.
  const bool untold = record.unverified && record.state != SessionState::kept;
  const Done told =
      untold ? add_to_history(journal.store(), record, host.wall_usec() / kSecond) : done();
  const Done ended = journal.end(record);
  return ended ? told : ended;
}

void guard_dead_sessions(const Settings& settings, Host& host) {
  const auto seen = host.sessions(settings);
  if (!seen) return;
  const auto dead_then = dead_sessions(seen->sessions, host);
  if (dead_then.empty()) return;
  end_late_processes_of(dead_then, host);
  const auto journal = host.open_journal(settings);
  if (!journal) return;
  const auto locked = lock(host, *journal);
  if (!locked) return;
  const auto all = journal->all();
  if (!all) return;
  for (const SessionRecord& session : dead_sessions(all->sessions, host)) {
    settings.tell("session " + session.id + " was left suspended: starting a guard for it");
    static_cast<void>(start_guard_for(settings, *journal, session, host));
  }
}

}  // namespace pkgmap
