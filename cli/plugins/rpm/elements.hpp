// Writes a transaction of rpm as monit-pkgmap reads it (monit-pkgmap-formats(5), Transaction).
#pragma once

#include <sys/types.h>

#include "cli/plugins/rpm/abi.hpp"
#include "cli/plugins/rpm/text.hpp"

/// Appends the transaction `ts` to `text` as a whole JSON document, with the file lists of the
/// incoming and the outgoing packages. rpm has these lists in memory, so the function reads no file
/// and no database. For one thread.
///
/// `manager` is the pid of the package manager; the guard (the process of monit-pkgmap that resumes
/// the checks if the package manager dies) watches this process. `series` says whether the package
/// manager may run further transactions, which then share one session. If memory is short,
/// text.whole() is false afterwards. Never throws.
void write_transaction(rpmts ts, pid_t manager, bool series, Text& text);
