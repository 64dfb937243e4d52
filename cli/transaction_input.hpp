// The transaction that a hook hands over or a person asks for.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// `file`: "-" is standard input. Every Error is ErrorCode::usage.
Result<Transaction> read_transaction(const std::string& file);

/// Of --transaction, else of the packages that were named. `pid`: who is watched when the
/// transaction names nobody; 0: nobody.
Result<Transaction> transaction_asked_for(const Options& options, int pid);

/// The exit status of a suspend.
int status_of(const SuspendOutcome& outcome);

}  // namespace pkgmap::cli
