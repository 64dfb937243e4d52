// Which processes of a session still live: its package manager, its guard, its resumer.
//
// Boot id and start time belong to each pid, so another process that has the same pid now, or had
// it before the last boot, does not count.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/journal/session_record.hpp"

namespace pkgmap {

/// The processes of a machine.
class Processes {
 public:
  virtual ~Processes() = default;
  virtual std::string boot() = 0;  ///< Differs after every boot.
  /// In clock ticks since boot; nullopt if there is no such process, or it is a zombie.
  virtual std::optional<std::uint64_t> start_time(int pid) = 0;
};

/// The processes in /proc of this machine.
Processes& processes_of_this_machine();

/// Whether the process with this pid, start time and boot still lives. False for pid 0.
bool is_alive(int pid, std::uint64_t start_time, const std::string& boot, Processes& processes);

/// False if the session has no package manager.
bool manager_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());
bool guard_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());
/// Whether a process is resuming the session right now.
bool resumer_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());

/// Whether a living process will resume the session, so that other sessions must not resume its
/// checks. False for leftover checks, for a session that was killed before its guard came (it has
/// suspended no check), and if the guard, the package manager and the resumer are all dead.
bool under_way(const SessionRecord& record, Processes& processes = processes_of_this_machine());

/// Whether the suspend was killed before its guard sent its ready notification: then the session
/// has suspended no check, and somebody else switched off what is off.
bool never_began(const SessionRecord& record);

/// Whether the session has the check, and has begun. Under the lock, a session that has not begun
/// never will: its suspend was killed.
bool holds(const SessionRecord& record, const std::string& check);

}  // namespace pkgmap
