// Who still stands behind a session: its package manager, its guard.
//
// A pid that means another process by now, or that was one before the last boot, stands behind
// nothing.
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
  /// Clock ticks since boot; nothing when there is no such process, or only its zombie.
  virtual std::optional<std::uint64_t> start_time(int pid) = 0;
};

/// As /proc of this machine has them.
Processes& processes_of_this_machine();

/// False when there is none to be watched.
bool manager_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());
bool guard_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());
/// Somebody is resuming it right now.
bool resumer_alive(const SessionRecord& record, Processes& processes = processes_of_this_machine());

/// Somebody is going to resume it: what it holds is not for another session to resume. Not so for a
/// session that was killed before its guard came (nothing is suspended without one), or whose
/// guard and manager are both dead.
bool under_way(const SessionRecord& record, Processes& processes = processes_of_this_machine());

/// It was killed before its guard sent its ready notification, so it has suspended nothing: what is
/// off was switched off by somebody else.
bool never_began(const SessionRecord& record);

}  // namespace pkgmap
