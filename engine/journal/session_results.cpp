#include "engine/journal/session_results.hpp"

#include <algorithm>

namespace pkgmap {

DriftKind kind_of(const Drift& drift) {
  const bool unread =
      drift.standing == rules::Standing::too_large || drift.standing == rules::Standing::unreadable;
  if (unread) return DriftKind::unread;
  return drift.by_transaction ? DriftKind::transaction : DriftKind::outside;
}

const char* words_of(DriftKind kind) {
  if (kind == DriftKind::unread) return "could not be read in time, or changed meanwhile";
  return kind == DriftKind::transaction ? "changed during this transaction, but not as packaged"
                                        : "changed outside any package";
}

void SessionResults::add(const std::vector<Drift>& found) {
  for (const Drift& one : found) {
    const bool known = std::any_of(drift.begin(), drift.end(), [&](const Drift& other) {
      return other.check == one.check && other.path == one.path;
    });
    if (!known) drift.push_back(one);
  }
}

}  // namespace pkgmap
