// Writes a number with its noun: "1 check", "2 checks". A pure function.
#pragma once

#include <cstddef>
#include <string>

namespace pkgmap {

/// Returns the number and the noun: "0 checks", "1 check". `noun` is in the singular; its plural
/// ends in "s".
inline std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace pkgmap
