// Loads the modules of the program: the libraries for TLS and for librpm. Otherwise the first
// function that needs a module loads it. A process that keeps running during a transaction loads
// the modules before the transaction begins, since the transaction may remove or replace their
// files. Any thread.
#pragma once

namespace pkgmap::cli {

/// Loads every installed module that is not loaded yet. A missing module is no error here: the
/// first function that needs the module reports it.
void load_modules();

}  // namespace pkgmap::cli
