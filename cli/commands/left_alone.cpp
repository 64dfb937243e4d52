#include "cli/commands/left_alone.hpp"

#include "engine/facts/offline_update.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/monit/running_monits.hpp"

namespace pkgmap::cli {
namespace {

// In a chroot(2), as that of an image which somebody builds, the control file often tells how to
// reach the monit outside, whose checks are about other files.
bool is_monit_outside() {
  constexpr int kInit = 1;
  return !has_our_root(kInit).value_or(true);
}

bool is_any_monit_running() {
  const RunningMonits monits = find_running_monits();
  return monits.is_late || !monits.ours.empty() || !monits.foreign.empty();
}

}  // namespace

std::string why_left_alone(const Error& error) {
  if (error.code != ErrorCode::monit) return "";
  if (is_monit_outside()) return "nothing is suspended: no monit runs in this chroot";
  if (is_offline_update() && !is_any_monit_running()) {
    return "nothing is suspended: monit does not run during an offline update";
  }
  return "";
}

}  // namespace pkgmap::cli
