#include "parsers/unit/aliases.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void add_words(std::string_view value, std::vector<std::string>& names) {
  if (value.empty()) names.clear();
  while (!value.empty()) {
    const auto end = value.find_first_of(kBlanks);
    names.emplace_back(value.substr(0, end));
    value = end == std::string_view::npos ? std::string_view{} : trimmed(value.substr(end));
  }
}

}  // namespace

std::vector<std::string> unit_aliases(std::string_view text) {
  std::vector<std::string> names;
  bool install = false;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[') {
      install = line == "[Install]";
      continue;
    }
    const auto equals = line.find('=');
    if (!install || equals == std::string_view::npos) continue;
    if (trimmed(line.substr(0, equals)) == "Alias")
      add_words(trimmed(line.substr(equals + 1)), names);
  }
  return names;
}

}  // namespace pkgmap
