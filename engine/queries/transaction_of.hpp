// Makes a transaction from words that a person types, for package managers without a hook.
//
// Changes no file.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Understands each word as `explain` does. Fails with ErrorCode::usage, and with similar names as
/// hint, if a word has no meaning. `pid` is the process whose end the guard waits for; 0: none.
Result<Transaction> transaction_of(const Settings& settings, const std::vector<std::string>& words,
                                   int pid);

}  // namespace pkgmap
