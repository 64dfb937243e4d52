// Parses the md5sums file of a package. Each line is "<32 digits> <path without its first slash>".
#pragma once

#include <string_view>
#include <unordered_map>

namespace pkgmap::dpkg {

/// Returns a map from path, without its first slash, to sum; both are views into `text`. Skips
/// lines of another form. Pure.
std::unordered_map<std::string_view, std::string_view> sums_in(std::string_view text);

}  // namespace pkgmap::dpkg
