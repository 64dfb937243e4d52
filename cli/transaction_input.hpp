// Reads the transaction of a hook, or makes one of the packages that a person named.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// `file` is a path, or "-" for standard input. Every Error has ErrorCode::usage.
Result<Transaction> read_transaction(const std::string& file);

/// Returns the transaction of --transaction, else one of the named packages. The guard watches the
/// process `pid` if the transaction names none; 0 for no process.
Result<Transaction> transaction_asked_for(const Options& options, int pid);

/// The exit status of a suspend.
int status_of(const SuspendOutcome& outcome);

}  // namespace pkgmap::cli
