// Loads the module of TLS (engine/tls/functions.hpp) when it is first needed. Any thread.
#pragma once

#include <string>

#include "engine/tls/functions.hpp"

namespace pkgmap {

/// Returns the functions of the module, which stay as long as the process. Null if the module is
/// not installed or is that of another version; the next call then tries again.
///
/// A process that goes on while its own package may be upgraded or removed calls the function at
/// its start.
const tls::Functions* tls_functions();

/// The path of the module.
std::string tls_module();

}  // namespace pkgmap
