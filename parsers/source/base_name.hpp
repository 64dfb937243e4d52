// Returns the last component of a path. Looks only at the text. A pure function.
#pragma once

#include <string_view>

namespace pkgmap {

/// Returns "mysqld" for "/usr/sbin/mysqld" and for "mysqld"; an empty text if the path ends in a
/// slash. The result points into `path`.
constexpr std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace pkgmap
