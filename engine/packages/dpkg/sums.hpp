// Parses the md5sums file of a package, and other output of md5sum(1). Each line has 32 hex digits,
// two blanks (or a blank and '*'), and a path, mostly without its first slash.
#pragma once

#include <string_view>
#include <unordered_map>

namespace pkgmap::dpkg {

/// Returns a map from path to sum. A path has no first slash: "usr/bin/x", also for "/usr/bin/x"
/// and "./usr/bin/x". Both are views into `text`. Skips lines of another form. Pure.
std::unordered_map<std::string_view, std::string_view> sums_in(std::string_view text);

}  // namespace pkgmap::dpkg
