// A transaction for whoever has no hook: made of the words that a person types. Changes nothing.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Each word as `explain` understands it. ErrorCode::usage for one that means nothing, with the
/// nearest names as its hint. `pid`: who is to be watched; 0: nobody.
Result<Transaction> transaction_of(const Settings& settings, const std::vector<std::string>& words,
                                   int pid);

}  // namespace pkgmap
