// Loads the modules of the program, for processes that outlive a transaction: the transaction may
// remove or replace the files.
#pragma once

namespace pkgmap::cli {

/// Loads what is there; a module that is missing is told by whoever needs it.
void load_modules();

}  // namespace pkgmap::cli
