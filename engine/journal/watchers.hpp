// Says which processes of a session still live: its package manager, its guard (the process that
// resumes the session if the package manager ends without its hook), and its resumer (the process
// that has begun to resume the session).
//
// A process of a session counts only if pid, start time and boot id are those of the record:
// another process that got the same pid does not count. A guard or resumer whose heartbeat is late
// (heartbeats.hpp) counts as dead. The functions cannot fail. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "engine/journal/heartbeats.hpp"
#include "engine/journal/session_record.hpp"

namespace pkgmap {

/// The processes of a machine, and their heartbeats.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual std::string boot() = 0;  ///< The boot id; it differs after every boot.
  /// The start time of the process, in clock ticks since boot; nullopt if there is no such process,
  /// or it is a zombie.
  virtual std::optional<std::uint64_t> start_time(int pid) = 0;
  /// The last heartbeat of a process with this pid in the state directory, perhaps of a process
  /// that has ended; nullopt if there is none.
  virtual std::optional<Heartbeat> heartbeat(int pid) = 0;
  virtual std::int64_t steady_usec() = 0;  ///< The clock of the heartbeats, in microseconds.
};

/// The processes in /proc of this machine, with the heartbeats of one state directory.
class ProcessesOfThisMachine : public Processes {
 public:
  /// `state_directory`: the path of the directory with the heartbeats. With an empty path, no
  /// process has a heartbeat.
  explicit ProcessesOfThisMachine(std::string state_directory = {})
      : state_directory_(std::move(state_directory)) {}

  std::string boot() override;
  std::optional<std::uint64_t> start_time(int pid) override;
  std::optional<Heartbeat> heartbeat(int pid) override;
  std::int64_t steady_usec() override;

 private:
  std::string state_directory_;
};

/// One process of a session, as its record names it.
struct NamedProcess {
  int pid = 0;                   ///< 0: none.
  std::uint64_t start_time = 0;  ///< As SessionRecord::pid_start_time.
  std::string boot_id;
};

/// Each returns a process with pid 0 if the record names none.
NamedProcess manager_of(const SessionRecord& record);
NamedProcess guard_of(const SessionRecord& record);
NamedProcess resumer_of(const SessionRecord& record);

/// Returns whether the process has not ended; true also for a process that is frozen for ever.
/// False for pid 0.
bool exists(const NamedProcess& process, Processes& processes);
/// Returns whether the process exists and its heartbeat is late. False for a process that never
/// gave a heartbeat.
bool is_late(const NamedProcess& process, Processes& processes);

/// Returns whether the package manager of the session has not ended. False if the session has none.
bool manager_alive(const SessionRecord& record, Processes& processes);
/// Returns whether the guard of the session exists and is not late. False if the record names none.
bool guard_alive(const SessionRecord& record, Processes& processes);
/// Returns whether the process that has begun to resume the session exists and is not late. False
/// if the record names none.
bool resumer_alive(const SessionRecord& record, Processes& processes);

/// Returns whether the guard, the package manager or the resumer of the session lives, so that
/// other sessions must not resume its checks. False for a session that has only leftover checks
/// (SessionState::kept). False also if the record names no guard: the session has no guard yet, and
/// has suspended no check, or its guard is not known (SessionRecord::is_earlier).
bool under_way(const SessionRecord& record, Processes& processes);

/// Returns whether the session has no guard yet, and so has suspended no check: if one of its
/// checks is off, somebody else switched the check off.
///
/// For a caller that holds the lock of the journal, true is final: the process of the suspend has
/// died before it had a guard. Without the lock, true may become false, since the suspend may be
/// starting the guard just now. False if `record` is an earlier text of the record
/// (SessionRecord::is_earlier): the newest text, which cannot be read, may name a guard.
bool never_began(const SessionRecord& record);

/// Returns whether the session has the check with this name, and never_began() is false.
bool holds(const SessionRecord& record, const std::string& check);

/// Returns whether the check, if it is off now, is off because of this session or of a session from
/// which this session took the check over. False if holds() is false. False also if
/// SuspendedCheck::went_off_again is true: perhaps a person switched the check off.
///
/// While the session is unasked (monit has not answered it yet), true only for a check whose
/// SuspendedCheck::off_usec is not 0. There are two such cases: another session suspended the
/// check, and this session took the check over; or a request of this session failed, but may have
/// unmonitored the check (suspend_at_first_answer()).
bool has_suspended(const SessionRecord& record, const std::string& check);

}  // namespace pkgmap
