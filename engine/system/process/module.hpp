// Loads the modules of this program: libraries beside the helper programs. A module brings a big
// library along, so it is loaded only when a caller needs it. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the path of the module with this name, such as "monit-pkgmap-tls.so".
std::string module_path(const std::string& name);

/// Loads the module, which stays loaded as long as the process, and returns the address of its
/// symbol. Returns null if the module cannot be loaded or has no such symbol; `why` then has the
/// reason of the dynamic linker, without the path.
const void* symbol_of_module(const std::string& name, const char* symbol, std::string& why);

}  // namespace pkgmap
