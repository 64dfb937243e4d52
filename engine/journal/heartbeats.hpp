// Heartbeats: each process that acts on sessions says in the state directory until when it will
// have said so again. A process that is late counts as dead: it is frozen, stopped, or waits for a
// disk that does not answer. Before it is killed, whoever takes over looks whether it goes on after
// all (end_late() of engine/session/host): perhaps it only cannot write its heartbeat, as on a file
// system that became read-only.
//
// One file for each process, PID.beat, which is overwritten in place and need not survive a crash.
// The times are those of CLOCK_MONOTONIC, which stands still while the machine sleeps: a process
// that slept with the machine is not late when both wake. Not thread-safe.
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
  std::int64_t next_usec = 0;    ///< The next heartbeat comes before this time.
  /// A guard's: since when its package manager has ended; 0: it lives, or there is none.
  std::int64_t alone_usec = 0;
};

/// Succeeds also on a full disk, but for the first heartbeat of a process.
Done give_heartbeat(const StateStore& store, const Heartbeat& heartbeat);
/// The last heartbeat of the process with this pid; nullopt if it gives none.
std::optional<Heartbeat> last_heartbeat(const StateStore& store, int pid);
/// As last_heartbeat(). Returns nullopt also if the directory cannot be opened.
std::optional<Heartbeat> last_heartbeat_in(const std::string& state_directory, int pid);
/// The last heartbeat of every process, sorted by the name of its file.
std::vector<Heartbeat> all_heartbeats(const StateStore& store);
Done remove_heartbeat(const StateStore& store, int pid);

}  // namespace pkgmap
