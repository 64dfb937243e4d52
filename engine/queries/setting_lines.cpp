#include "engine/queries/setting_lines.hpp"

#include <algorithm>

namespace pkgmap {

bool some_line(std::string_view text, std::string_view begins, std::string_view holds) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with(begins) && line.find(holds) != std::string_view::npos) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

}  // namespace pkgmap
