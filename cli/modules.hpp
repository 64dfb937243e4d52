// Loads the modules of the program: the libraries for TLS and for librpm, which the program
// otherwise opens when it first needs them. A process that runs on over a transaction loads them
// before, since the transaction may remove or replace their files. Any thread.
#pragma once

namespace pkgmap::cli {

/// Loads every module that is installed. A missing module is no error here: the first function that
/// needs the module reports it.
void load_modules();

}  // namespace pkgmap::cli
