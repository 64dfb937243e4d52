// The text of a package's md5sums: "<32 digits>  <path without its first slash>" in each line.
#pragma once

#include <string_view>
#include <unordered_map>

namespace pkgmap::dpkg {

/// Returns the sums by path, without its first slash, as views into `text`. Lines of another form
/// have no effect. Pure.
std::unordered_map<std::string_view, std::string_view> sums_in(std::string_view text);

}  // namespace pkgmap::dpkg
