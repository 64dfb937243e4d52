// Gives the heartbeat of this process (engine/journal/heartbeats.hpp) in one state directory.
//
// A heartbeat that cannot be written is left out, without an error. For one thread.
#pragma once

#include <memory>

#include "engine/journal/watchers.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/pulse.hpp"

namespace pkgmap {

/// The caller registers the heart with listen_to_pulses(), so that beat() is called again and
/// again, and calls stop_listening() before the heart is destroyed.
class Heart : public PulseListener {
 public:
  /// `processes` gives the clock and says which processes have ended; it must outlive the heart.
  explicit Heart(Processes& processes) : processes_(processes) {}

  /// Begins the heartbeat in the directory of `store`, and ends the heartbeat in the directory of
  /// the last begin(), if there was one. `pid`: the pid of this process. Removes the heartbeats of
  /// processes that have ended from the new directory.
  ///
  /// If the heartbeat cannot be written in the new directory, the heart goes on in the old
  /// directory; if there is no old directory, it tries again in the new one at the next beat().
  void begin(std::unique_ptr<StateStore> store, int pid);
  /// Returns whether the heart beats in the directory with this path, and the path still leads to
  /// that directory. False before begin() and after end().
  bool beats_in(const std::string& path) const;
  /// Gives a heartbeat if the last heartbeat is at least a second old. Has no effect before begin()
  /// and after end().
  void beat() override;
  /// Notes that the package manager has ended: every heartbeat from now on has the time of the
  /// first call as Heartbeat::alone_usec. May be called before begin().
  void note_alone();
  /// Ends the heartbeat, and removes its file. The destructor does not remove the file.
  void end();

 private:
  void give();

  Processes& processes_;
  std::unique_ptr<StateStore> store_;
  Heartbeat last_;
};

}  // namespace pkgmap
