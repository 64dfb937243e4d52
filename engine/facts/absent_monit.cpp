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

}  // namespace

std::string why_monit_is_absent() {
  const bool is_outside = is_monit_outside();
  if (!is_outside && !is_offline_update()) return "";
  // A monit may run in a chroot, too, and not answer for a moment.
  const RunningMonits monits = find_running_monits();
  if (monits.is_late || !monits.ours.empty()) return "";
  if (is_outside) return "no monit runs in this chroot";
  return monits.foreign.empty() ? "monit does not run during an offline update" : "";
}

}  // namespace pkgmap
