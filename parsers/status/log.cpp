#include "parsers/status/log.hpp"

#include <algorithm>
#include <array>

namespace pkgmap::status {
namespace {

constexpr std::array<std::string_view, 5> kActions = {"monitor", "unmonitor", "start", "stop",
                                                      "restart"};
constexpr std::array<std::string_view, 4> kAboutChecks = {
    "process is not running", "trying to restart", "file exists", "file doesn't exist"};
constexpr std::string_view kSigned = "Monit daemon with PID ";
constexpr std::array<std::string_view, 4> kAboutMonit = {
    "Awakened by User defined signal 1", "Awakened by the SIGHUP signal",
    "Reinitializing monit daemon", "Monit reloaded"};

bool take_end(std::string_view& text, std::string_view end) {
  if (!text.ends_with(end)) return false;
  text.remove_suffix(end.size());
  return true;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// "[2026-11-30T01:46:47+0000] info     : TEXT". Returns false if the line begins otherwise.
bool take_head(std::string_view& line) {
  if (!line.starts_with('[')) return false;
  const std::size_t level = line.find("] ");
  const std::size_t colon = level == std::string_view::npos ? level : line.find(" : ", level);
  if (colon == std::string_view::npos) return false;
  const std::string_view word = line.substr(level + 2, colon - level - 2);
  const std::size_t blank = std::min(word.find(' '), word.size());
  const bool padded = word.find_first_not_of(' ', blank) == std::string_view::npos;
  line.remove_prefix(colon + 3);
  return blank > 0 && padded;
}

void read_about_check(std::string_view text, LogLine& line) {
  const std::size_t end = text.rfind("' ");
  if (end == std::string_view::npos || end < 2) return;
  std::string_view what = text.substr(end + 2);
  line.check = std::string(text.substr(1, end - 1));
  if (is_one_of(kAboutChecks, what)) line.kind = LogLine::Kind::plain;
  if (take_end(what, " action done") && is_one_of(kActions, what)) {
    line.kind = LogLine::Kind::plain;
  }
  if (take_end(what, " on user request") && is_one_of(kActions, what)) {
    line.kind = LogLine::Kind::request;
    line.off = what == "unmonitor" || what == "stop";
  }
}

LogLine read_line(std::string_view text) {
  LogLine line;
  if (!take_head(text)) return line;
  if (text.starts_with('\'')) {
    read_about_check(text, line);
  } else if (text.starts_with(kSigned) && take_end(text, " awakened")) {
    const bool alone = is_number(text.substr(kSigned.size()));
    if (alone) line.kind = LogLine::Kind::plain;
  } else if (is_one_of(kAboutMonit, text)) {
    line.kind = LogLine::Kind::plain;
  }
  return line;
}

}  // namespace

std::vector<LogLine> parse_log(std::string_view text) {
  std::vector<LogLine> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    lines.push_back(read_line(text.substr(at, end - at)));
    lines.back().begin = at;
    at = end + 1;
  }
  return lines;
}

}  // namespace pkgmap::status
