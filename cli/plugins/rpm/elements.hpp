// Writes a transaction of rpm as monit-pkgmap reads it (docs/formats.md, Transaction).
#pragma once

#include <sys/types.h>

#include "cli/plugins/rpm/abi.hpp"
#include "cli/plugins/rpm/text.hpp"

/// Writes the whole transaction, with the file lists of both sides. rpm has them in memory, so no
/// file and no database is read. `manager` is the process that the guard watches. `series` says
/// that the process runs further transactions. Without memory `text` is not whole().
void write_transaction(rpmts ts, pid_t manager, bool series, Text& text);
