// Gives the heartbeat of this process (engine/journal/heartbeats.hpp) in one state directory.
//
// A heartbeat that cannot be written is left out, without an error. For one thread.
#pragma once

#include <memory>

#include "engine/journal/watchers.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/pulse.hpp"

namespace pkgmap {

class Heart : public PulseListener {
 public:
  /// `processes` must outlive the heart.
  explicit Heart(Processes& processes) : processes_(processes) {}

  /// Begins the heartbeat in this directory. `pid`: that of this process. If the heartbeat cannot
  /// be written there, the heart goes on in the directory of the last begin(), if there was one.
  /// Removes the heartbeats of processes that have ended.
  void begin(std::unique_ptr<StateStore> store, int pid);
  /// Returns whether the heart beats in the directory with this path, and the path still leads to
  /// that directory.
  bool beats_in(const std::string& path) const;
  /// Gives a heartbeat if the last heartbeat is a second old. Does nothing before begin() and after
  /// end().
  void beat() override;
  /// Sets Heartbeat::alone_usec from now on, if it is not set: the package manager has ended.
  void note_alone();
  /// Ends the heartbeat, and removes its file.
  void end();

 private:
  void give();

  Processes& processes_;
  std::unique_ptr<StateStore> store_;
  Heartbeat last_;
};

}  // namespace pkgmap
