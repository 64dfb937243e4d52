#include "parsers/monitrc/password_file.hpp"

#include <algorithm>

namespace pkgmap::monitrc {
namespace {

// monit reads a line as a text of C, which ends at a NUL byte.
std::string_view without_end(std::string_view line) {
  line = line.substr(0, line.find('\0'));
  const std::size_t last = line.find_last_not_of(" \t\r\n\v\f");
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

}  // namespace

std::vector<Credentials> parse_password_file(std::string_view text,
                                             const std::vector<std::string>& only) {
  std::vector<Credentials> users;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = without_end(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = line.find(':');
    if (line.starts_with('#') || colon == std::string_view::npos) continue;
    std::string user(line.substr(0, colon));
    if (!only.empty() && std::find(only.begin(), only.end(), user) == only.end()) continue;
    users.push_back({std::move(user), std::string(line.substr(colon + 1)), false});
  }
  return users;
}

}  // namespace pkgmap::monitrc
