#include "engine/facts/any_instance.hpp"

#include <algorithm>
#include <cctype>

#include "engine/facts/check_facts.hpp"
#include "parsers/source/base_name.hpp"

namespace pkgmap {
namespace {

std::string with_instance(std::string_view known, std::string_view instance) {
  std::string path;
  for (const char c : known) {
    if (c == kAnyInstance) {
      path += instance;
    } else {
      path += c;
    }
  }
  return path;
}

// The last component must have letters of its own, but for ".pid", unless the directory has.
bool says_enough(std::string_view known) {
  const std::size_t slash = known.rfind('/');
  const std::string_view directory = known.substr(0, slash);
  if (directory.find(kAnyInstance) != std::string_view::npos) return false;
  if (!is_common_directory(std::string(directory))) return true;
  std::string_view name = base_name(known);
  if (name.ends_with(".pid")) name.remove_suffix(4);
  constexpr std::ptrdiff_t kLetters = 3;
  return std::count_if(name.begin(), name.end(),
                       [](unsigned char c) { return std::isalnum(c) != 0; }) >= kLetters;
}

}  // namespace

std::string with_any_instance(const std::string& unit) {
  const std::size_t at = unit.find('@');
  if (at == std::string::npos || at + 1 >= unit.size() || unit[at + 1] != '.') return unit;
  return unit.substr(0, at + 1) + kAnyInstance + unit.substr(at + 1);
}

bool is_path_of_instance(std::string_view known, std::string_view path) {
  const std::size_t begin = known.find(kAnyInstance);
  if (begin == std::string_view::npos) return known == path;
  if (!says_enough(known)) return false;
  // Every instance is the same text, so the lengths say how long it is.
  const auto places =
      static_cast<std::size_t>(std::count(known.begin(), known.end(), kAnyInstance));
  const std::size_t written = known.size() - places;
  if (path.size() <= written || (path.size() - written) % places != 0) return false;
  const std::string_view instance = path.substr(begin, (path.size() - written) / places);
  return instance.find('/') == std::string_view::npos && with_instance(known, instance) == path;
}

}  // namespace pkgmap
