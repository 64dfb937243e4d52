// The elements of a transaction of rpm as monit-pkgmap reads them (docs/formats.md, Transaction).
#pragma once

#include <sys/types.h>

#include "cli/plugins/rpm/abi.hpp"
#include "cli/plugins/rpm/text.hpp"

/// Writes the whole transaction, with the file lists of both sides as rpm has them in memory: no
/// file and no database is read. `manager` is the process that the guard watches. `series`: that
/// process runs more than this transaction.
void write_transaction(rpmts ts, pid_t manager, bool series, Text& text);
