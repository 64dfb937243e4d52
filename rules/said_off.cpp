#include "rules/said_off.hpp"

#include <algorithm>
#include <map>

#include "parsers/source/check_name.hpp"

namespace pkgmap::rules {
namespace {

using status::LogLine;

bool is_ours(std::int64_t at, const std::vector<LogStretch>& ours) {
  return std::any_of(ours.begin(), ours.end(), [at](const LogStretch& stretch) {
    return at >= stretch.from && (stretch.to < 0 || at < stretch.to);
  });
}

struct LastWord {
  std::string check;
  bool off = false;
  bool certain = false;
};

// After a word of which nobody can tell who gave it, nothing about the check is certain any more.
void hear(const std::string& check, bool off, bool certain, LastWord& word) {
  word.check = check;
  word.off = off || (!certain && word.off);
  word.certain = certain;
}

}  // namespace

SaidOff said_off(const std::vector<LogLine>& lines, std::int64_t from,
                 const std::vector<LogStretch>& ours, const CheckNames& checks) {
  std::map<std::string, LastWord, LessByName> words;
  bool certain = true;
  for (const LogLine& line : lines) {
    const bool known = line.check.empty() || names_check(checks, line.check);
    certain = certain && known && line.kind != LogLine::Kind::other;
    const std::int64_t at = from + static_cast<std::int64_t>(line.begin);
    if (line.kind != LogLine::Kind::request || !known || is_ours(at, ours)) continue;
    hear(line.check, line.off, certain, words[line.check]);
  }
  SaidOff said;
  for (const auto& [name, word] : words) {
    if (word.off) (word.certain ? said.certain : said.perhaps).push_back(word.check);
  }
  return said;
}

}  // namespace pkgmap::rules
