// Loads the module of TLS, a library of this program (engine/tls/functions.hpp), at the first call.
// Any thread.
#pragma once

#include <string>

#include "engine/tls/functions.hpp"

namespace pkgmap {

/// Returns the functions of the module, which are valid until the process ends. Null if the module
/// cannot be loaded or belongs to another version of this program; the next call then tries again.
///
/// A process that runs during a transaction calls tls_functions() at its start, since the
/// transaction may replace or remove the file of the module.
const tls::Functions* tls_functions();

/// Returns the path of the module.
std::string tls_module();

}  // namespace pkgmap
