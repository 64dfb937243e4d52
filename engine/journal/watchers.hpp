// Says which processes of a session still live: its package manager, its guard, its resumer.
//
// A pid counts only together with the boot id and start time in the record, so another process that
// has the same pid now, or had it before the last boot, does not count. A guard or resumer whose
// heartbeat is late does not count as living. The functions cannot fail. For one thread.
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
  /// The last heartbeat of the process in the state directory; nullopt if there is none.
  virtual std::optional<Heartbeat> heartbeat(int pid) = 0;
  virtual std::int64_t steady_usec() = 0;  ///< The clock of the heartbeats, in microseconds.
};

/// The processes in /proc of this machine, with the heartbeats of one state directory.
class ProcessesOfThisMachine : public Processes {
 public:
  /// `state_directory`: the path of the directory with the heartbeats; empty: no process has one.
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
  int pid = 0;  ///< 0: none.
  std::uint64_t start_time = 0;
  std::string boot_id;
};

NamedProcess manager_of(const SessionRecord& record);
NamedProcess guard_of(const SessionRecord& record);
NamedProcess resumer_of(const SessionRecord& record);

/// Returns whether the process has not ended, though it may be frozen for ever. False for pid 0.
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
/// other sessions must not resume its checks. False for a session with leftover checks alone
/// (SessionState::kept), and for a session that has no guard yet, since such a session has
/// suspended no check.
bool under_way(const SessionRecord& record, Processes& processes);

/// Returns whether the session has no guard yet, so that the session has suspended no check: if one
/// of its checks is off, somebody else switched the check off. If the caller holds the lock of the
/// journal, true is final: the process of the suspend has died before it had a guard. Without the
/// lock, the suspend may be starting the guard just now. False if `record` is an earlier text of
/// the record (SessionRecord::is_earlier), since the newest text, which cannot be read, may name a
/// guard.
bool never_began(const SessionRecord& record);

/// Returns whether the session has the check with this name, and never_began() is false.
bool holds(const SessionRecord& record, const std::string& check);

/// Returns whether the check, if it is off now, is off because of this session or of a session from
/// which this session took the check over. False if holds() is false, and for a check that perhaps
/// a person switched off (SuspendedCheck::went_off_again).
///
/// While the session is unasked (monit has not answered it yet), true only for a check whose
/// SuspendedCheck::off_usec is not 0: the session has the check from another session, which
/// suspended it; or a request of this session failed, but may have unmonitored the check
/// (suspend_at_first_answer()).
bool has_suspended(const SessionRecord& record, const std::string& check);

}  // namespace pkgmap
