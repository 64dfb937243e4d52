// Writes a transaction of rpm as monit-pkgmap reads it (monit-pkgmap-formats(5), Transaction).
#pragma once

#include <sys/types.h>

#include "cli/plugins/rpm/abi.hpp"
#include "cli/plugins/rpm/text.hpp"

/// Adds the whole transaction to `text`, with the file lists of the incoming and the outgoing
/// packages. rpm has these lists in memory, so the function reads no file and no database.
/// `manager` is the pid of the process that the guard watches. `series` says that this process runs
/// further transactions. If there is no memory, `text` is not whole(). Never throws.
void write_transaction(rpmts ts, pid_t manager, bool series, Text& text);
