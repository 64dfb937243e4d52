#include "engine/session/guard/transaction_watch.hpp"

namespace pkgmap {
namespace {

// After rpm's end: hooks of others come before ours, and may start what they have stopped.
constexpr std::chrono::seconds kLastHooks{30};
// Before its begin: others may make a snapshot of the disk first.
constexpr std::chrono::seconds kFirstHooks{600};

}  // namespace

bool TransactionWatch::over() {
  if (!record_.rpm_once || record_.pid == 0) return false;
  if (host_.runs_rpm(settings_, record_.pid)) {
    began_ = true;
    quiet_since_.reset();
    return false;
  }
  const auto now = host_.now();
  if (!quiet_since_) quiet_since_ = now;
  return now - *quiet_since_ >= (began_ ? kLastHooks : kFirstHooks);
}

}  // namespace pkgmap
