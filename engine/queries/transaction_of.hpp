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
/// understands it; a transaction without items if there are no words. If a word names no package
/// (but a check or a unit), tells the person by Settings::tell() what the word means. `pid`: the
/// process for whose end the guard (the process that resumes the checks) waits, as
/// Transaction::pid; 0 for no process.
///
/// Fails with ErrorCode::usage, with similar names as hint, if a word has no meaning or means no
/// package, such as the name of a check that belongs to no package. Also fails if the control file,
/// a package file or the package database cannot be read.
Result<Transaction> transaction_of(const Settings& settings, const std::vector<std::string>& words,
                                   int pid);

}  // namespace pkgmap
