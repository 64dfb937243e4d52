#include "cli/render/words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace pkgmap::cli {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  // One name more than `most` is not worth a remark.
  const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

std::string padded(const std::string& text, std::size_t width) {
  return text.size() >= width ? text : text + std::string(width - text.size(), ' ');
}

std::string wrapped_text(const std::string& text, std::size_t indent) {
  constexpr std::size_t kColumns = 80;
  std::string result;
  std::size_t column = 0;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    const std::size_t length = end - start;
    if (column > indent && column + 1 + length > kColumns) {
      result += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (start > 0) {
      result += ' ';
      ++column;
    }
    result += text.substr(start, length);
    column += length;
    start = end + 1;
  }
  return result;
}

std::string place(const monitrc::Check& check, const Sources& sources) {
  if (check.implicit) return "";
  return sources.name(check.span.source) + ":" + std::to_string(sources.position(check.span).line);
}

std::string duration(double seconds) {
  std::array<char, 48> text{};
  if (seconds < 60) {
    std::snprintf(text.data(), text.size(), "%.1f s", seconds);
  } else {
    const auto whole = static_cast<long>(seconds);
    std::snprintf(text.data(), text.size(), "%ld min %02ld s", whole / 60, whole % 60);
  }
  return text.data();
}

std::string timestamp(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace pkgmap::cli
