// Reads the transaction that a hook passes, or makes one from the packages that a person named on
// the command line. Also makes the exit status of a suspend. For one thread.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// Reads the text of a transaction, of at most 64 MiB, without parsing it. `file` is
/// Options::transaction: a path, or "-" for standard input, which is read to its end. Callers keep
/// the text in Options::transaction_text, since standard input can be read only once. Every Error
/// has ErrorCode::usage.
Result<std::string> read_transaction_text(const std::string& file);

/// Returns the transaction that --transaction names; the caller calls the function only if this
/// option is given. Parses Options::transaction_text if it is set, else the text that the function
/// reads from Options::transaction. Without --transaction and such a text, returns the Error that
/// the file cannot be read. Every Error has ErrorCode::usage.
Result<Transaction> read_transaction(const Options& options);

/// Returns the JSON text from which read_transaction() makes `transaction` again, which must be one
/// of transaction_of() (engine/queries/transaction_of.hpp): a person named its packages. Leaves out
/// the members that such a transaction does not have: file lists, record numbers and `series`.
std::string text_of(const Transaction& transaction);

/// With --transaction, returns read_transaction(); its process becomes `pid` if it names none.
/// Without --transaction, returns transaction_of() for Options::packages and `pid`. The guard
/// watches the transaction's process (0: no process). Fails as these two functions do.
Result<Transaction> transaction_asked_for(const Options& options, int pid);

/// Returns the exit status of a suspend: the code of SuspendOutcome::trouble if it is set; else 1
/// if a check was not suspended in time; else 0.
int status_of(const SuspendOutcome& outcome);

}  // namespace pkgmap::cli
