// Makes a transaction from words that a person types, for package managers without a hook.
//
// Changes no file. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Returns a transaction that upgrades the packages that `words` mean, each word as `explain`
/// understands it; a transaction without items if there are no words. Tells the person by
/// Settings::tell() what a word means that names no package. `pid`: Transaction::pid, the process
/// for whose end the guard waits; 0 for no process. ErrorCode::usage, with similar names as hint,
/// if a word has no meaning; also an Error if the control file or the package database cannot be
/// read.
Result<Transaction> transaction_of(const Settings& settings, const std::vector<std::string>& words,
                                   int pid);

}  // namespace pkgmap
