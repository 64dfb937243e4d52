// Loads the modules of this program: libraries beside the helper programs, which bring a big
// library along and are loaded only when somebody needs it. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// The path of the module with this name, such as "monit-pkgmap-tls.so".
std::string module_path(const std::string& name);

/// Returns the address of a symbol of the module, which stays loaded as long as the process. Null
/// if the module cannot be loaded or has no such symbol; `why` has the linker's reason then,
/// without the path.
const void* symbol_of_module(const std::string& name, const char* symbol, std::string& why);

}  // namespace pkgmap
