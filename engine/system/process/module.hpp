// Loads the modules of this program: libraries beside the helper programs. A module depends on a
// big library, so a caller loads it only when it needs it. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the absolute path of the module with this file name, such as "monit-pkgmap-tls.so"; does
/// not look for the file.
std::string module_path(const std::string& name);

/// Loads the module, which stays loaded until the process ends, and returns the address of its
/// symbol `symbol`. Returns null if the module cannot be loaded or has no such symbol, and sets
/// `why` to the reason of the dynamic linker, without the path; else leaves `why` as it is.
const void* symbol_of_module(const std::string& name, const char* symbol, std::string& why);

}  // namespace pkgmap
