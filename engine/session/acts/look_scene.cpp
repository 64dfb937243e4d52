#include "engine/session/acts/look_scene.hpp"

#include "engine/journal/watchers.hpp"

namespace pkgmap {

void add_suspended(const SessionRecord& session, LookScene& scene) {
  if (never_began(session)) return;
  constexpr std::int64_t kMicroseconds = 1'000'000;
  const std::int64_t incarnation = scene.status ? scene.status->incarnation : 0;
  for (const SuspendedCheck& check : session.checks) {
    scene.suspended.push_back(check.name);
    const bool off_before = check.off_usec != 0 && check.off_usec < incarnation * kMicroseconds;
    if (!off_before) scene.on_since_reading.push_back(check.name);
  }
}

}  // namespace pkgmap
