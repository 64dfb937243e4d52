// Gives the heartbeat of this process (engine/journal/heartbeats.hpp) in one state directory.
//
// A heartbeat that cannot be given is left out: the process goes on. For one thread.
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

  /// From now on the process with this pid gives its heartbeat here; if it cannot, where it gave it
  /// before. Removes the heartbeats of processes that have ended.
  void begin(std::unique_ptr<StateStore> store, int pid);
  /// Whether it beats at a place to which its path still leads.
  bool beats_in(const std::string& path) const;
  /// Gives a heartbeat, every second at most.
  void beat() override;
  /// From now on the heartbeat says that the package manager has ended.
  void note_alone();
  /// Removes the heartbeat.
  void end();

 private:
  void give();

  Processes& processes_;
  std::unique_ptr<StateStore> store_;
  Heartbeat last_;
};

}  // namespace pkgmap
