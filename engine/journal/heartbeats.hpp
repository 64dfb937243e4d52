// Heartbeats: each process that acts on sessions writes into the state directory before which time
// its next heartbeat comes. A process whose heartbeat is late counts as dead: it is frozen,
// stopped, or waits for a disk that does not answer. Before another process kills it and takes
// over, it looks whether the late process goes on after all (end_late() of engine/session/host):
// perhaps the late process only cannot write its heartbeat, as on a file system that became
// read-only.
//
// Each process overwrites its own file, PID.beat, in place; the file need not survive a crash. The
// times are of CLOCK_MONOTONIC, which stands still while the machine sleeps: a process that slept
// with the machine is not late when both wake. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// How often a process gives its heartbeat, and how long it may be silent, in microseconds.
inline constexpr std::int64_t kBeatEvery = 1'000'000;
inline constexpr std::int64_t kSilentAtMost = 30'000'000;

struct Heartbeat {
  std::string boot_id;
  int pid = 0;
  std::uint64_t start_time = 0;  ///< As SessionRecord::pid_start_time.
  /// The next heartbeat comes before this time, in microseconds of CLOCK_MONOTONIC.
  std::int64_t next_usec = 0;
  /// Only of a guard: since when its package manager has ended; 0: the package manager lives, or
  /// there is none.
  std::int64_t alone_usec = 0;
};

/// Writes the heartbeat. Succeeds also on a full disk, but for the first heartbeat of a process.
Done give_heartbeat(const StateStore& store, const Heartbeat& heartbeat);
/// Returns the last heartbeat of the process with this pid; nullopt if it has written none, or none
/// that can be read.
std::optional<Heartbeat> last_heartbeat(const StateStore& store, int pid);
/// As last_heartbeat(), for the state directory with this path. Returns nullopt also if the
/// directory cannot be opened.
std::optional<Heartbeat> last_heartbeat_in(const std::string& state_directory, int pid);
/// Returns the last heartbeat of every process, also of those that have ended, sorted by the name
/// of the file. Empty if the directory cannot be read.
std::vector<Heartbeat> all_heartbeats(const StateStore& store);
Done remove_heartbeat(const StateStore& store, int pid);

}  // namespace pkgmap
