#include "engine/session/guard/manager_watch.hpp"

#include <chrono>

namespace pkgmap {
namespace {

// How long the orphans of a dead package manager may delay the resume: a daemon that a scriptlet
// started may be among them. rpm, dpkg and their scripts end, and delay it until the lease ends.
constexpr std::chrono::seconds kOrphansBound{60};
// Looking at every process of a large host takes a while.
constexpr std::chrono::milliseconds kScanEvery{1'000};
// How long the package system must have been without a transaction before a package manager that
// lives on, and calls no hook, counts as done. packagekitd serves many transactions.
constexpr std::chrono::minutes kQuietBound{5};

}  // namespace

bool ManagerWatch::goes_on() {
  const auto now = host_.now();
  if (!alone_since_) alone_since_ = now;
  if (host_.transaction_holder(settings_)) return true;
  if (now < next_scan_) return true;
  next_scan_ = now + kScanEvery;
  if (host_.has_scriptlets(not_before_)) return true;
  return group_ && now - *alone_since_ < kOrphansBound && host_.has_orphans(*group_, not_before_);
}

bool ManagerWatch::is_done(const SessionRecord& record) {
  if (record.pid == 0 || record.series) return false;
  const auto holder = host_.transaction_holder(settings_);
  if (holder && (*holder <= 0 || *holder == record.pid)) last_transaction_ = host_.now();
  return last_transaction_ && host_.now() - *last_transaction_ >= kQuietBound;
}

}  // namespace pkgmap
