#include "engine/queries/doctor/hooks/setting_lines.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

// Removes the first line from `text` and returns it without its line end.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

bool some_line(std::string_view text, std::string_view begins, std::string_view holds) {
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    if (line.starts_with(begins) && line.find(holds) != std::string_view::npos) return true;
  }
  return false;
}

std::string setting(std::string_view text, std::string_view name) {
  bool in_main = false;
  std::string value;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    if (line.starts_with('[')) in_main = trimmed(line) == "[main]";
    const std::size_t equals = line.find('=');
    const bool sets = in_main && equals != std::string_view::npos && !line.starts_with(' ') &&
                      !line.starts_with('\t') && trimmed(line.substr(0, equals)) == name;
    if (sets) value = lower(trimmed(line.substr(equals + 1)));
  }
  return value;
}

bool is_on(std::string_view value) {
  return value == "1" || value == "yes" || value == "true" || value == "on";
}

bool is_off(std::string_view value) {
  return value == "0" || value == "no" || value == "false" || value == "off";
}

}  // namespace pkgmap
