#include "engine/session/acts/reload_window.hpp"

#include <algorithm>

#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

std::vector<status::Service::Every> counted(const status::Status& status) {
  std::vector<status::Service::Every> found;
  for (const status::Service& service : status.services) {
    // The number of a check's type differs between versions of monit; only `every N cycles` has an
    // N.
    if (!service.monitored() || !service.every || service.every->number < 2) continue;
    found.push_back(*service.every);
  }
  return found;
}

// The counter grows by one in each cycle; the check runs when the counter reaches its number.
bool due_after(const status::Service::Every& every, int cycles) {
  return (every.counter + cycles) % every.number == every.number - 1;
}

}  // namespace

std::optional<milliseconds> time_until_due(const status::Status& status, milliseconds bound) {
  const auto checks = counted(status);
  const milliseconds cycle{1000L * std::max(status.poll, 1)};
  for (int cycles = 0; cycles * cycle <= bound; ++cycles) {
    const bool all = std::all_of(checks.begin(), checks.end(),
                                 [&](const auto& every) { return due_after(every, cycles); });
    if (all) return cycles * cycle;
  }
  return std::nullopt;
}

bool await_reload_window(Host& host, MonitClient& monit, const MonitDaemon& daemon,
                         milliseconds bound) {
  const auto deadline = host.now() + bound;
  const UntoldSteps one_step;
  for (;;) {
    const auto status = monit.status();
    if (!status) return false;
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - host.now());
    const auto wait = time_until_due(*status, std::max(left, milliseconds{0}));
    if (!wait) return false;
    if (wait->count() == 0 && !host.runs_programs(daemon)) return true;
    if (left.count() <= 0) return false;
    host.sleep(milliseconds(50));
  }
}

}  // namespace pkgmap
