// Looks for a line in a file of settings. Pure.
#pragma once

#include <string_view>

namespace pkgmap {

/// True if some line of `text` starts with `begins` and has `holds` in it. An empty `holds` is in
/// every line.
bool some_line(std::string_view text, std::string_view begins, std::string_view holds);

}  // namespace pkgmap
