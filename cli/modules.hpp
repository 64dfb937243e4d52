// Loads the modules of the program: the libraries for TLS and for librpm, which the program opens
// only when it needs them. A process that outlives a transaction loads the modules before the
// transaction, which may remove or replace their files.
#pragma once

namespace pkgmap::cli {

/// Loads every module that is installed. A missing module is no error here: the first function that
/// needs the module reports it.
void load_modules();

}  // namespace pkgmap::cli
