#include <array>

#include "parsers/source/ascii.hpp"
#include "parsers/source/names.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap::status {
namespace {

// monit escapes names and paths on the page, so they cannot hold these tags.
constexpr std::string_view kLabel = "<td>Checksum</td>";
constexpr std::string_view kRule = "If failed ";
constexpr std::string_view kPrerequisite = "<td>Depends on service</td><td><a href='";
constexpr std::string_view kLinkEnd = "'>";
constexpr std::string_view kNameEnd = "</a></td>";

constexpr std::array<Named<Algorithm::Known>, 3> kTypes = {
    {{Algorithm::md5, "MD5"}, {Algorithm::sha1, "SHA1"}, {Algorithm::sha256, "SHA256"}}};

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void skip_space(std::string_view& text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  text.remove_prefix(at == std::string_view::npos ? text.size() : at);
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// True if a row begins right before `at`: `<tr>` or `<tr class='rule'>`.
bool begins_a_row(std::string_view html, std::size_t at) {
  const std::string_view before = html.substr(0, at);
  const std::size_t last = before.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos) return false;
  const std::string_view tag = before.substr(0, last + 1);
  return tag.ends_with("<tr>") || tag.ends_with("<tr class='rule'>");
}

// Reads "5204fe…(MD5) then …". Returns nullopt if the text is another.
std::optional<Digest> read_digest(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && digits <= 64 && is_hex(text[digits])) ++digits;
  Digest baseline = {Algorithm::with_digits(digits), lower(text.substr(0, digits))};
  text.remove_prefix(digits);
  skip_space(text);
  for (const auto& [algorithm, type] : kTypes) {
    if (baseline.algorithm == algorithm && take(text, "(") && take(text, type) &&
        take(text, ") ")) {
      return baseline;
    }
  }
  return std::nullopt;
}

std::optional<Digest> read_row(std::string_view row) {
  skip_space(row);
  if (!take(row, "<td>") || !take(row, kRule)) return std::nullopt;
  return read_digest(row);
}

struct Entity {
  std::string_view text;
  char stands_for;
};
// As monit writes a name (monit: libmonit/src/util/Str.c).
constexpr std::array<Entity, 5> kEntities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};

std::string unescaped(std::string_view text) {
  std::string name;
  while (!text.empty()) {
    char next = text.front();
    std::size_t length = 1;
    for (const Entity& entity : kEntities) {
      if (!text.starts_with(entity.text)) continue;
      next = entity.stands_for;
      length = entity.text.size();
    }
    name += next;
    text.remove_prefix(length);
  }
  return name;
}

}  // namespace

CheckNames parse_prerequisites(std::string_view html) {
  CheckNames names;
  for (std::size_t at = html.find(kPrerequisite); at != std::string_view::npos;
       at = html.find(kPrerequisite, at + 1)) {
    if (!begins_a_row(html, at)) continue;
    const std::string_view rest = html.substr(at + kPrerequisite.size());
    const std::size_t link = rest.find(kLinkEnd);
    const std::size_t end = rest.find(kNameEnd);
    if (link == std::string_view::npos || end == std::string_view::npos) continue;
    const std::size_t begin = link + kLinkEnd.size();
    if (begin <= end) names.push_back(unescaped(rest.substr(begin, end - begin)));
  }
  return names;
}

std::optional<Digest> parse_check_page(std::string_view html) {
  std::optional<Digest> found;
  for (std::size_t at = html.find(kLabel); at != std::string_view::npos;
       at = html.find(kLabel, at + 1)) {
    if (!begins_a_row(html, at)) continue;
    std::optional<Digest> baseline = read_row(html.substr(at + kLabel.size()));
    if (!baseline) continue;
    // A check has one checksum test at most; of two different rows, one is something else.
    if (found && *found != *baseline) return std::nullopt;
    found = std::move(baseline);
  }
  if (found && found->value.find_first_not_of('0') == std::string::npos) return std::nullopt;
  return found;
}

}  // namespace pkgmap::status
