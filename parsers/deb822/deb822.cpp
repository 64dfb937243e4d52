#include "parsers/deb822/deb822.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"

namespace pkgmap::deb822 {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kEnds);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kEnds) + 1 - begin);
}

bool is_name(std::string_view name) {
  return !name.empty() && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127; });
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(kBlanks) == std::string_view::npos;
}

}  // namespace

std::string_view Paragraph::value(std::string_view name) const {
  for (const Field& field : fields) {
    if (equal_without_case(field.name, name)) return field.value;
  }
  return {};
}

std::string_view Reader::line() {
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  const std::string_view line = text_.substr(at_, end - at_);
  at_ = std::min(end + 1, text_.size());
  ++line_;
  return line;
}

// The value of a field goes on to the end of its last line, so that it stays one view.
bool Reader::take(std::string_view line, Paragraph& paragraph) {
  if (line.front() == ' ' || line.front() == '\t') {
    if (paragraph.fields.empty()) return false;
    Field& last = paragraph.fields.back();
    const char* const begin = last.value.data();
    last.value = {begin, static_cast<std::size_t>(line.data() + line.size() - begin)};
    return true;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_name(line.substr(0, colon))) return false;
  paragraph.fields.push_back({line.substr(0, colon), line.substr(colon + 1)});
  return true;
}

std::optional<Paragraph> Reader::next() {
  constexpr std::size_t kUsualFields = 24;
  Paragraph paragraph;
  paragraph.fields.reserve(kUsualFields);
  while (at_ < text_.size() && error_.empty()) {
    const std::string_view read = line();
    if (is_blank(read)) {
      if (paragraph.fields.empty()) continue;
      break;
    }
    if (read.front() == '#') continue;
    if (!take(read, paragraph)) {
      error_ = "line " + std::to_string(line_) + " is not a field";
    }
  }
  if (!error_.empty() || paragraph.fields.empty()) return std::nullopt;
  for (Field& field : paragraph.fields) field.value = trimmed(field.value);
  return paragraph;
}

std::vector<std::string_view> lines_of(std::string_view value) {
  std::vector<std::string_view> lines;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find('\n'), value.size());
    const std::string_view line = trimmed(value.substr(0, end));
    if (!line.empty()) lines.push_back(line);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return lines;
}

}  // namespace pkgmap::deb822
