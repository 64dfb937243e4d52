// Heartbeats: each process that acts on sessions writes a heartbeat into the state directory every
// second. The heartbeat has the time before which the next heartbeat will come. A process whose
// next heartbeat has not come by then is late, and counts as dead: it may be frozen, stopped, or
// waiting for a disk that does not answer. end_late() (engine/session/host) kills a late process,
// unless the process still works and only cannot write its heartbeat, as on a file system that
// became read-only.
//
// Each process overwrites its own file, PID.beat, in place; the file need not survive a crash of
// the machine. The times are of CLOCK_MONOTONIC, which stands still while the machine sleeps: a
// process that slept with the machine is not late when both wake. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// How long a process waits between two heartbeats, in microseconds.
inline constexpr std::int64_t kBeatEvery = 1'000'000;
/// How long a process may be silent, in microseconds: a process sets Heartbeat::next_usec to the
/// time of the present heartbeat plus kSilentAtMost.
inline constexpr std::int64_t kSilentAtMost = 30'000'000;

struct Heartbeat {
  std::string boot_id;  ///< The boot in which the process runs.
  int pid = 0;
  std::uint64_t start_time = 0;  ///< As SessionRecord::pid_start_time.
  /// The next heartbeat comes before this time, in microseconds of CLOCK_MONOTONIC. Set by the
  /// caller of give_heartbeat().
  std::int64_t next_usec = 0;
  /// Only of a guard: when it saw that its package manager had ended, in microseconds of
  /// CLOCK_MONOTONIC. 0: the package manager lives, or there is none, or the process is no guard.
  std::int64_t alone_usec = 0;
};

/// Writes the heartbeat in place of the last one of the same pid. A full disk can only make the
/// first heartbeat of a process fail.
Done give_heartbeat(const StateStore& store, const Heartbeat& heartbeat);
/// Returns the last heartbeat of a process with this pid. The process may have ended, so the caller
/// compares boot id and start time. Returns nullopt if there is no heartbeat, or if it is damaged
/// or cannot be read.
std::optional<Heartbeat> last_heartbeat(const StateStore& store, int pid);
/// As last_heartbeat(), for the state directory with this path. Returns nullopt also if the
/// directory cannot be opened.
std::optional<Heartbeat> last_heartbeat_in(const std::string& state_directory, int pid);
/// Returns the last heartbeat of every process, also of processes that have ended, sorted by the
/// name of the file. Leaves out a heartbeat that is damaged or cannot be read. Returns no
/// heartbeats if the directory cannot be read.
std::vector<Heartbeat> all_heartbeats(const StateStore& store);
/// Removes the heartbeat of this pid. Succeeds also if there is none.
Done remove_heartbeat(const StateStore& store, int pid);

}  // namespace pkgmap
