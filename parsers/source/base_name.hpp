// The last component of a path, as a text. Pure.
#pragma once

#include <string_view>

namespace pkgmap {

/// "mysqld" of "/usr/sbin/mysqld" and of "mysqld"; empty when the path ends in a slash.
constexpr std::string_view base_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace pkgmap
