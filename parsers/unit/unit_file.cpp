#include "parsers/unit/unit_file.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/ascii.hpp"
#include "parsers/source/hex.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kLongestExpansion = 64U << 10U;  // Bytes.

std::string_view before_type(std::string_view unit) {
  const auto dot = unit.rfind('.');
  return dot == std::string_view::npos ? unit : unit.substr(0, dot);
}

// systemd.unit(5): in a name "-" stands for "/", and "\\x2d" for "-".
std::string unescaped_name(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_code = name.substr(i).starts_with("\\x") && i + 3 < name.size() &&
                         hex_digit(name[i + 2]) >= 0 && hex_digit(name[i + 3]) >= 0;
    if (is_code) {
      result += static_cast<char>(hex_digit(name[i + 2]) * 16 + hex_digit(name[i + 3]));
      i += 3;
    } else {
      result += name[i] == '-' ? '/' : name[i];
    }
  }
  return result;
}

std::string expanded(char specifier, std::string_view unit) {
  const std::string_view name = before_type(unit);
  const auto at = name.find('@');
  const std::string_view prefix = name.substr(0, at);
  const std::string_view instance =
      at == std::string_view::npos ? std::string_view{} : name.substr(at + 1);
  switch (specifier) {
    case 'n':
      return std::string(unit);
    case 'N':
      return std::string(name);
    case 'p':
      return std::string(prefix);
    case 'i':
      return std::string(instance);
    case 'I':
      return unescaped_name(instance);
    case 'P':
      return unescaped_name(prefix);
    case 'f':
      return "/" + unescaped_name(instance.empty() ? prefix : instance);
    case 'j':
      return std::string(prefix.substr(prefix.rfind('-') + 1));
    case 'J':
      return unescaped_name(prefix.substr(prefix.rfind('-') + 1));
    case 't':
      return "/run";
    case 'S':
      return "/var/lib";
    case 'C':
      return "/var/cache";
    case 'L':
      return "/var/log";
    case 'E':
      return "/etc";
    case 'T':
      return "/tmp";
    case 'V':
      return "/var/tmp";
    case '%':
      return "%";
    default:
      return {'%', specifier};
  }
}

}  // namespace

void UnitFile::add(std::string_view text) {
  Settings* section = nullptr;
  LogicalLines lines(text);
  while (const auto line = lines.next()) {
    if (line->front() == '[' && line->back() == ']') {
      section = &sections_[line->substr(1, line->size() - 2)];
      continue;
    }
    const auto equals = line->find('=');
    if (equals == std::string::npos || section == nullptr) continue;
    const std::string_view whole = *line;
    section->push_back({std::string(trimmed(whole.substr(0, equals))),
                        std::string(trimmed(whole.substr(equals + 1)))});
  }
}

const UnitFile::Settings& UnitFile::in(std::string_view section) const {
  static const Settings kNone;
  const auto found = sections_.find(section);
  return found == sections_.end() ? kNone : found->second;
}

std::string UnitFile::last(std::string_view section, std::string_view key) const {
  const Settings& settings = in(section);
  const auto found = std::find_if(settings.rbegin(), settings.rend(),
                                  [=](const Setting& setting) { return setting.key == key; });
  return found == settings.rend() ? std::string() : found->value;
}

std::vector<std::string> UnitFile::all(std::string_view section, std::string_view key) const {
  std::vector<std::string> values;
  for (const Setting& setting : in(section)) {
    if (setting.key != key) continue;
    if (setting.value.empty()) {
      values.clear();
    } else {
      values.push_back(setting.value);
    }
  }
  return values;
}

std::vector<std::string> UnitFile::sections() const {
  std::vector<std::string> names;
  for (const auto& [name, settings] : sections_) {
    if (!settings.empty()) names.push_back(name);
  }
  return names;
}

std::vector<std::string> UnitFile::words(std::string_view section, std::string_view key) const {
  std::vector<std::string> words;
  for (const std::string& value : all(section, key)) {
    for (const std::string_view word : words_of(value)) words.emplace_back(word);
  }
  return words;
}

bool is_yes(std::string_view value) {
  return is_any_of(value, std::array<std::string_view, 6>{"1", "yes", "y", "true", "t", "on"});
}

std::string expand_specifiers(std::string_view text, std::string_view unit) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 1 < text.size() && result.size() < kLongestExpansion) {
      result += expanded(text[++i], unit);
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace pkgmap
