#include "engine/session/host/turn.hpp"

#include <utility>

#include "engine/system/step.hpp"

namespace pkgmap {

Result<Turn> Turn::take(Host& host, const Journal& journal) {
  auto held = lock(host, journal);
  if (!held) return held.error();
  return Turn(host, journal, std::move(*held));
}

Done Turn::pause(const std::function<void()>& wait) {
  lock_.reset();
  wait();
  // For the tests of single steps, the wait and what follows it are one.
  const UntoldSteps again;
  auto held = lock(*host_, *journal_);
  if (!held) return held.error();
  lock_ = std::move(*held);
  return done();
}

}  // namespace pkgmap
