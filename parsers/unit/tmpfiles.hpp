// The directories that a tmpfiles.d(5) file makes at boot.
//
// Pure. Lines with an unknown type or an unresolved specifier are passed over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap {

/// Paths of the types d, D, v, q, Q and their variants (`d!`, `d+`, …), as written; %t and the like
/// are replaced by the directories of the system manager.
std::vector<std::string> tmpfiles_directories(std::string_view text);

}  // namespace pkgmap
