// Reads the transaction that a hook passes, or makes one from the packages that a person named on
// the command line.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// Reads a text of at most 64 MiB, to the end of the input. `file` is a path, or "-" for standard
/// input. Every Error has ErrorCode::usage.
Result<std::string> transaction_text(const std::string& file);

/// Returns the transaction that --transaction names: parses Options::transaction_text, or reads the
/// text if that is nullopt. Every Error has ErrorCode::usage.
Result<Transaction> read_transaction(const Options& options);

/// Returns the JSON text from which read_transaction() makes this transaction. The text has no file
/// lists, since a transaction that a person named has none.
std::string text_of(const Transaction& transaction);

/// Returns the transaction that --transaction names; without this option, a transaction that
/// upgrades the named packages. If the transaction names no process, its process becomes `pid`,
/// which the guard then watches; 0 means no process. Errors: those of read_transaction() and of
/// engine/queries/transaction_of.hpp.
Result<Transaction> transaction_asked_for(const Options& options, int pid);

/// Returns the exit status of a suspend: the code of SuspendOutcome::trouble if it is set; else 1
/// if a check was not suspended in time; else 0.
int status_of(const SuspendOutcome& outcome);

}  // namespace pkgmap::cli
