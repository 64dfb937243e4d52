#include "engine/session/host/heart.hpp"

#include <utility>

#include "engine/system/step.hpp"

namespace pkgmap {

void Heart::begin(std::unique_ptr<StateStore> store, int pid) {
  last_.pid = pid;
  last_.start_time = processes_.start_time(pid).value_or(0);
  last_.boot_id = processes_.boot();
  const UntoldSteps sweeping;
  for (const Heartbeat& other : all_heartbeats(*store)) {
    if (exists({other.pid, other.start_time, other.boot_id}, processes_)) continue;
    static_cast<void>(remove_heartbeat(*store, other.pid));
  }
  last_.next_usec = processes_.steady_usec() + kSilentAtMost;
  const Done given = give_heartbeat(*store, last_);
  if (!given && store_) return;
  end();
  store_ = std::move(store);
}

bool Heart::beats_in(const std::string& path) const {
  return store_ && store_->path() == path && store_->is_in_place();
}

void Heart::beat() {
  const bool due = processes_.steady_usec() >= last_.next_usec - kSilentAtMost + kBeatEvery;
  if (store_ && due) give();
}

void Heart::note_alone() {
  if (last_.alone_usec != 0) return;
  last_.alone_usec = processes_.steady_usec();
  if (store_) give();
}

void Heart::end() {
  if (!store_) return;
  const UntoldSteps ending;
  static_cast<void>(remove_heartbeat(*store_, last_.pid));
  store_.reset();
}

void Heart::give() {
  last_.next_usec = processes_.steady_usec() + kSilentAtMost;
  static_cast<void>(give_heartbeat(*store_, last_));
}

}  // namespace pkgmap
