#include "engine/facts/watch.hpp"

namespace pkgmap {

rules::Watch watch_of(const status::Service& service) {
  constexpr int kStarting = 2;
  constexpr int kWaiting = 4;
  if (!service.monitored()) return rules::Watch::off;
  if ((service.monitor & kWaiting) != 0) return rules::Watch::waiting;
  if ((service.monitor & kStarting) != 0) return rules::Watch::starting;
  return service.status == 0 ? rules::Watch::monitored : rules::Watch::failing;
}

}  // namespace pkgmap
