// Which processes of a session still live: its package manager, its guard, its resumer.
//
// Boot id and start time belong to each pid, so another process that has the same pid now, or had
// it before the last boot, does not count. A guard or resumer whose heartbeat is late does not
// live.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "engine/journal/heartbeats.hpp"
#include "engine/journal/session_record.hpp"

namespace pkgmap {

/// The processes of a machine.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual std::string boot() = 0;  ///< Differs after every boot.
  /// In clock ticks since boot; nullopt if there is no such process, or it is a zombie.
  virtual std::optional<std::uint64_t> start_time(int pid) = 0;
  /// The last heartbeat in the state directory; nullopt if there is none.
  virtual std::optional<Heartbeat> heartbeat(int pid) = 0;
  virtual std::int64_t steady_usec() = 0;  ///< The clock of the heartbeats.
};

/// The processes in /proc of this machine, with the heartbeats of one state directory.
class ProcessesOfThisMachine : public Processes {
 public:
  /// An empty directory stands for a machine without heartbeats.
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

/// Whether the process has not ended, though it may be frozen for ever. False for pid 0.
bool exists(const NamedProcess& process, Processes& processes);
/// Whether the process exists, and its heartbeat is late. False for a process that never gave one.
bool is_late(const NamedProcess& process, Processes& processes);

/// False if the session has no package manager.
bool manager_alive(const SessionRecord& record, Processes& processes);
bool guard_alive(const SessionRecord& record, Processes& processes);
/// Whether a process is resuming the session right now.
bool resumer_alive(const SessionRecord& record, Processes& processes);

/// Whether a living process will resume the session, so that other sessions must not resume its
/// checks. False for leftover checks, for a session that was killed before its guard came (it has
/// suspended no check), and if the guard, the package manager and the resumer are all dead.
bool under_way(const SessionRecord& record, Processes& processes);

/// Whether the suspend was killed before its guard sent its ready notification: then the session
/// has suspended no check, and somebody else switched off what is off.
bool never_began(const SessionRecord& record);

/// Whether the session has the check, and has begun. Under the lock, a session that has not begun
/// never will: its suspend was killed.
bool holds(const SessionRecord& record, const std::string& check);

/// Whether a check that is off now is off because of this session, and comes back with it. False
/// for a check that perhaps a person switched off; also while the session waits for monit's first
/// answer, unless it knows of the check from another session.
bool has_suspended(const SessionRecord& record, const std::string& check);

}  // namespace pkgmap
