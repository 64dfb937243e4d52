// The turn of a process to act on sessions and on monit: the lock of the journal. A process holds
// the turn while it acts, and gives the turn up for every wait.
//
// The reason: a wait may take as long as the slowest start program of monit, and a hook of another
// package manager waits only 5 s for the lock. After each wait other processes may have acted, so
// the process reads the sessions and monit's status again. Not thread-safe.
#pragma once

#include <functional>
#include <memory>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Turn {
 public:
  /// Waits for the lock, as lock() in host.hpp does (5 s, and up to 8 s more to end processes that
  /// are late with their heartbeat), and takes it. ErrorCode::locked if another process still holds
  /// the lock. `host` and `journal` must outlive the turn. The destructor of the turn gives the
  /// lock back. A process that has the turn must not call take() again.
  static Result<Turn> take(Host& host, const Journal& journal);

  /// Gives the turn up, calls `wait` once, and takes the turn again. is_held() must be true. Fails
  /// as take() does: then the process has no turn any more (is_held() is false), and must not
  /// write.
  Done pause(const std::function<void()>& wait);

  const Journal& journal() const { return *journal_; }
  /// False after a pause that has failed.
  bool is_held() const { return lock_ != nullptr; }

 private:
  Turn(Host& host, const Journal& journal, std::unique_ptr<StateLock> lock)
      : host_(&host), journal_(&journal), lock_(std::move(lock)) {}

  Host* host_;
  const Journal* journal_;
  std::unique_ptr<StateLock> lock_;
};

/// Takes the right to make monit read its control file (Journal::try_lock_reloads()). A process
/// holds the right from its last look at the files until monit holds the baselines that were
/// judged, also while other processes have the turn. A process that needs both takes this right
/// first, then the turn. Waits, and fails, as Turn::take() does. The destructor of the returned
/// object gives the right back.
Result<std::unique_ptr<StateLock>> lock_reloads(Host& host, const Journal& journal);

}  // namespace pkgmap
