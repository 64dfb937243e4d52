#include "engine/packages/dpkg/sums.hpp"

#include <algorithm>

#include "parsers/source/hex.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr std::size_t kSumDigits = 32;

// "./usr/bin/x" and "/usr/bin/x" of old packages are "usr/bin/x".
std::string_view relative(std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  while (path.starts_with('/')) path.remove_prefix(1);
  return path;
}

}  // namespace

std::unordered_map<std::string_view, std::string_view> sums_in(std::string_view text) {
  std::unordered_map<std::string_view, std::string_view> sums;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.size() < kSumDigits + 3 || !is_hex(line.substr(0, kSumDigits))) continue;
    const std::string_view path = line.substr(kSumDigits);
    // Two blanks, or a blank and the mark of a binary file.
    if (path[0] != ' ' || (path[1] != ' ' && path[1] != '*')) continue;
    sums.emplace(relative(path.substr(2)), line.substr(0, kSumDigits));
  }
  return sums;
}

}  // namespace pkgmap::dpkg
