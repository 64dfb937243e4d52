#include "cli/render/words.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {

namespace {

template <class Texts>
std::string first_of(const Texts& names, std::size_t most) {
  std::string text;
  // One more name is as short as "and 1 more".
  const std::size_t shown = names.size() <= most + 1 ? names.size() : most;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + printable(names[i]);
  if (shown < names.size()) text += " and " + std::to_string(names.size() - shown) + " more";
  return text;
}

}  // namespace

std::string listed(const std::vector<std::string>& names, std::size_t most) {
  return first_of(names, most);
}

std::string listed(const CheckNames& names, std::size_t most) {
  return first_of(names, most);
}

std::string listed_within(const CheckNames& names, std::size_t width) {
  std::size_t most = 6;
  while (most > 1 && columns(listed(names, most)) > width) --most;
  return listed(names, most);
}

std::string padded(const std::string& text, std::size_t width) {
  const std::string shown = printable(text);
  const std::size_t taken = columns(shown);
  return taken >= width ? shown : shown + std::string(width - taken, ' ');
}

std::string wrapped_text(const std::string& text, std::size_t indent) {
  constexpr std::size_t kColumns = 80;
  const std::string shown = printable(text);
  std::string result;
  std::size_t column = indent;
  for (std::size_t start = 0; start < shown.size();) {
    const std::size_t end = std::min(shown.find(' ', start), shown.size());
    const std::string word = shown.substr(start, end - start);
    const std::size_t width = columns(word);
    if (column > indent && column + 1 + width > kColumns) {
      result += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (start > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width;
    start = end + 1;
  }
  return result;
}

std::string place(const monitrc::Check& check, const Sources& sources) {
  if (check.implicit) return "";
  return printable(sources.name(check.span.source)) + ":" +
         std::to_string(sources.position(check.span).line);
}

std::string duration(double seconds) {
  std::array<char, 48> text{};
  if (seconds < 60) {
    // The time of a session's beginning has no fraction.
    std::snprintf(text.data(), text.size(), "%.0f s", seconds);
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

std::optional<std::int64_t> seconds_of_timestamp(const std::string& text) {
  std::tm parts{};
  const char* const end = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return ::timegm(&parts);
}

std::string shown(const std::string& word) {
  return printable(masked(word));
}

}  // namespace pkgmap::cli
