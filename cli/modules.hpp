// Loads the modules of the program: the libraries for TLS and for librpm. Without this, the program
// loads a module when the program first needs the module. A process that keeps running during a
// transaction loads the modules before the transaction begins, since the transaction may remove or
// replace their files. Any thread.
#pragma once

namespace pkgmap::cli {

/// Loads every module that is installed. A missing module is no error here: the first function that
/// needs the module reports it.
void load_modules();

}  // namespace pkgmap::cli
