// The hook as an action of dnf 5 in JSON mode (version 1.2.0 of its actions plugin, dnf 5.2.6.2).
#pragma once

#include "cli/plugins/dnf5/dialogue.hpp"
#include "cli/plugins/dnf5/hook.hpp"

namespace pkgmap::dnf5 {

/// pre_transaction. May be called twice for one transaction, and for one without packages.
void before_in_json(Dialogue& dnf, const Hook& hook);

/// post_transaction.
void after_in_json(Dialogue& dnf, const Hook& hook);

}  // namespace pkgmap::dnf5
