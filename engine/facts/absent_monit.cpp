#include "engine/facts/absent_monit.hpp"

#include "engine/facts/offline_update.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/monit/running_monits.hpp"

namespace pkgmap {
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

std::string why_monit_is_absent() {
  if (is_monit_outside()) return "no monit runs in this chroot";
  if (is_offline_update() && !is_any_monit_running()) {
    return "monit does not run during an offline update";
  }
  return "";
}

}  // namespace pkgmap
