// Heartbeats: each process that acts on sessions writes a time into the state directory, again and
// again; its next heartbeat comes before this time. A process whose heartbeat is late counts as
// dead: it is frozen, stopped, or waits for a disk that does not answer. end_late()
// (engine/session/host) kills a late process, but first finds out whether the late process goes on
// after all: perhaps it only cannot write its heartbeat, as on a file system that became read-only.
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

/// The time between two heartbeats of a process, in microseconds.
inline constexpr std::int64_t kBeatEvery = 1'000'000;
/// In microseconds. A process sets Heartbeat::next_usec to the time of the present heartbeat plus
/// kSilentAtMost; after next_usec the next heartbeat is late.
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

/// Writes the heartbeat. Only the first heartbeat of a process can fail because the disk is full.
Done give_heartbeat(const StateStore& store, const Heartbeat& heartbeat);
/// Returns the last heartbeat of a process with this pid, perhaps of a process that has ended: the
/// caller compares boot id and start time. Returns nullopt if there is no heartbeat, or if it
/// cannot be read.
std::optional<Heartbeat> last_heartbeat(const StateStore& store, int pid);
/// As last_heartbeat(), for the state directory with this path. Returns nullopt also if the
/// directory cannot be opened.
std::optional<Heartbeat> last_heartbeat_in(const std::string& state_directory, int pid);
/// Returns the last heartbeat of every process, also of those that have ended, sorted by the name
/// of the file. Leaves out a heartbeat that cannot be read; empty if the directory cannot be read.
std::vector<Heartbeat> all_heartbeats(const StateStore& store);
/// Removes the heartbeat of this pid. Succeeds also if there is none.
Done remove_heartbeat(const StateStore& store, int pid);

}  // namespace pkgmap
