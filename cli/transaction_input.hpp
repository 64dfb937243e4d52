// Reads the transaction that a hook passes, or makes one from the packages that a person named on
// the command line. Also makes the exit status of a suspend. For one thread.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// Reads the text of a transaction without parsing the text. `file` is Options::transaction: a
/// path, or "-" for standard input, which is read to its end. Callers keep the text in
/// Options::transaction_text, since standard input can be read only once. Every Error has
/// ErrorCode::usage: the text cannot be read, or is longer than 64 MiB.
Result<std::string> read_transaction_text(const std::string& file);

/// Returns the transaction that --transaction names; the caller calls the function only if this
/// option is given. Parses Options::transaction_text if it is set, else the text that
/// read_transaction_text(Options::transaction) returns. Every Error has ErrorCode::usage.
Result<Transaction> read_transaction(const Options& options);

/// Returns `transaction` as JSON text, which read_transaction() turns back into the same
/// transaction. `transaction` must come from transaction_of() (engine/queries/transaction_of.hpp),
/// which makes one from packages that a person named. The text has no file lists, no record numbers
/// and no `series`, since transaction_of() sets none of them.
std::string text_of(const Transaction& transaction);

/// Returns the transaction that the command line names:
/// - With --transaction: what read_transaction() returns, with `pid` as Transaction::pid if the
///   text gives no pid.
/// - Without --transaction: transaction_of() for Options::packages and `pid`.
///
/// `pid` is the process that the guard watches; 0 for no process. Fails as read_transaction() and
/// transaction_of() do.
Result<Transaction> transaction_asked_for(const Options& options, int pid);

/// Returns the exit status of a suspend: the code of SuspendOutcome::trouble if that is set; else 1
/// if SuspendOutcome::not_suspended has a check; else 0.
int status_of(const SuspendOutcome& outcome);

}  // namespace pkgmap::cli
