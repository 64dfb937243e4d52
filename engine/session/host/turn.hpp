// The turn of a process to act on sessions and on monit: the lock of the state directory, which is
// held for acts, and never for waits.
//
// What a process waits for may take as long as the slowest start program of monit, and a hook of
// another package manager waits 5 s for the lock. After each wait other processes may have acted:
// whoever goes on reads the sessions and monit's status again. Not thread-safe.
#pragma once

#include <functional>
#include <memory>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Turn {
 public:
  /// Fails as lock() does. `host` and `journal` must outlive the turn, which ends with the object.
  static Result<Turn> take(Host& host, const Journal& journal);

  /// Lets others act while `wait` runs, then takes the turn again. Fails as lock() does: then the
  /// process has no turn any more, and writes nothing.
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

/// The right to make monit read its control file: one process has it from the last look at the
/// files until monit holds the baselines that were judged, also while others have the turn. Whoever
/// takes both takes this one first. Fails as lock() does.
Result<std::unique_ptr<StateLock>> lock_reloads(Host& host, const Journal& journal);

}  // namespace pkgmap
