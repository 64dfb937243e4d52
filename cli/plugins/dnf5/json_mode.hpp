// The hook as an action of dnf 5 in JSON mode: for dnf 5 from 5.2.6.2 (actions plugin 1.2.0).
// Errors become messages on standard error.
#pragma once

#include "cli/plugins/dnf5/dialogue.hpp"
#include "cli/plugins/dnf5/hook.hpp"

namespace pkgmap::dnf5 {

/// For pre_transaction. dnf 5 may call it twice for one transaction, or for one without packages.
void before_in_json(Dialogue& dnf, const Hook& hook);

/// For post_transaction.
void after_in_json(Dialogue& dnf, const Hook& hook);

}  // namespace pkgmap::dnf5
