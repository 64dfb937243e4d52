#include "engine/session/outcomes.hpp"

namespace pkgmap {

Origin origin_of(const Drift& drift) {
  const bool unread =
      drift.standing == rules::Standing::too_large || drift.standing == rules::Standing::unreadable;
  if (unread) return Origin::unread;
  return drift.by_transaction ? Origin::transaction : Origin::outside;
}

const char* words_of(Origin origin) {
  if (origin == Origin::unread) return "could not be read in time, or changed meanwhile";
  return origin == Origin::transaction ? "changed during this transaction, but not as packaged"
                                       : "changed outside any package";
}

}  // namespace pkgmap
