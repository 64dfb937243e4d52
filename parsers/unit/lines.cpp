#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

constexpr std::string_view kBlanks = " \t\r";

bool is_comment(std::string_view line) {
  return !line.empty() && (line.front() == '#' || line.front() == ';');
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (text = trimmed(text); !text.empty();) {
    const auto end = text.find_first_of(kBlanks);
    words.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : trimmed(text.substr(end));
  }
  return words;
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::optional<std::string_view> LogicalLines::physical() {
  if (rest_.empty()) return std::nullopt;
  const auto end = rest_.find('\n');
  const std::string_view line = trimmed(rest_.substr(0, end));
  rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
  return line;
}

std::optional<std::string> LogicalLines::next() {
  std::string whole;
  bool continued = false;
  while (const auto line = physical()) {
    if (is_comment(*line)) continue;  // A continued line may hold comments.
    if (line->empty() && !continued) continue;
    continued = line->ends_with('\\');
    whole += continued ? line->substr(0, line->size() - 1) : *line;
    if (continued) {
      whole += ' ';
      continue;
    }
    if (!whole.empty()) return std::string(trimmed(whole));
  }
  whole = trimmed(whole);
  if (whole.empty()) return std::nullopt;
  return whole;
}

}  // namespace pkgmap
