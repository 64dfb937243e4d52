// Gives the heartbeat of this process (engine/journal/heartbeats.hpp) in one state directory.
//
// A heartbeat that cannot be written is left out, without an error. For one thread.
#pragma once

#include <memory>

#include "engine/journal/watchers.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/pulse.hpp"

namespace pkgmap {

/// The caller makes the heart a listener of the pulse (listen_to_pulses()), and ends that before
/// the heart is destroyed.
class Heart : public PulseListener {
 public:
  /// `processes` gives the clock and says which processes have ended; it must outlive the heart.
  explicit Heart(Processes& processes) : processes_(processes) {}

  /// Begins the heartbeat in the directory of `store`, and ends the heartbeat in the directory of
  /// the last begin(), if there was one. If the heartbeat cannot be written in the new directory,
  /// the heart goes on in the old directory. Removes the heartbeats of processes that have ended
  /// from the new directory. `pid`: that of this process.
  void begin(std::unique_ptr<StateStore> store, int pid);
  /// Returns whether the heart beats in the directory with this path, and the path still leads to
  /// that directory. False before begin() and after end().
  bool beats_in(const std::string& path) const;
  /// Gives a heartbeat if the last heartbeat is a second old. Does nothing before begin() and after
  /// end().
  void beat() override;
  /// Notes that the package manager has ended: every heartbeat from now on has the time of the
  /// first call as Heartbeat::alone_usec. May be called before begin().
  void note_alone();
  /// Ends the heartbeat, and removes its file. The destructor does not: then the file stays.
  void end();

 private:
  void give();

  Processes& processes_;
  std::unique_ptr<StateStore> store_;
  Heartbeat last_;
};

}  // namespace pkgmap
