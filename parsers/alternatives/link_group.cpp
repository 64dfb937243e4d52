#include "parsers/alternatives/link_group.hpp"

#include <charconv>
#include <utility>

namespace pkgmap::alternatives {
namespace {

/// The lines of a text; a last line without its end is none.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// Returns the next line, without the blanks that chkconfig ignores before it; nullopt at the
  /// end.
  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
    return line;
  }
  bool is_cut() const { return !rest_.empty() && rest_.find('\n') == std::string_view::npos; }

 private:
  std::string_view rest_;
};

bool is_path(std::string_view line) {
  return line.starts_with('/') && line.find('\0') == std::string_view::npos;
}

bool is_name(std::string_view line) {
  return !line.empty() && line.find('/') == std::string_view::npos &&
         line.find('\0') == std::string_view::npos;
}

// The leader, then a name and a path for each slave, then an empty line.
bool read_links(std::string_view name, Lines& lines, LinkGroup& group) {
  const auto leader = lines.next();
  if (!is_name(name) || !leader || !is_path(*leader)) return false;
  group.links.push_back({std::string(name), std::string(*leader)});
  for (;;) {
    const auto slave = lines.next();
    if (!slave) return false;
    if (slave->empty()) return true;
    const auto path = lines.next();
    if (!is_name(*slave) || !path || !is_path(*path)) return false;
    group.links.push_back({std::string(*slave), std::string(*path)});
  }
}

// "30"; chkconfig also writes "@family@30", and the name of a service behind a blank.
bool read_priority(std::string_view line, Candidate& candidate) {
  if (line.starts_with('@')) {
    const std::size_t end = line.find('@', 1);
    if (end == std::string_view::npos || end == 1) return false;
    candidate.family = line.substr(1, end - 1);
    line.remove_prefix(end + 1);
  }
  const char* const last = line.data() + line.size();
  const auto [stop, error] = std::from_chars(line.data(), last, candidate.priority);
  return error == std::errc() && (stop == last || *stop == ' ');
}

bool read_candidate(std::string_view path, Lines& lines, LinkGroup& group) {
  Candidate candidate;
  const auto priority = lines.next();
  if (!is_path(path) || !priority || !read_priority(*priority, candidate)) return false;
  candidate.paths.emplace_back(path);
  while (candidate.paths.size() < group.links.size()) {
    const auto slave = lines.next();
    if (!slave || !(slave->empty() || is_path(*slave))) return false;
    candidate.paths.emplace_back(*slave);
  }
  group.candidates.push_back(std::move(candidate));
  return true;
}

}  // namespace

// dpkg ends the candidates by an empty line, chkconfig by the end of the file.
std::optional<LinkGroup> read_link_group(std::string_view name, std::string_view text) {
  LinkGroup group;
  Lines lines(text);
  const auto mode = lines.next();
  if (!mode || (*mode != "auto" && *mode != "manual")) return std::nullopt;
  group.automatic = *mode == "auto";
  if (!read_links(name, lines, group)) return std::nullopt;
  for (auto path = lines.next(); path && !path->empty(); path = lines.next()) {
    if (!read_candidate(*path, lines, group)) return std::nullopt;
  }
  while (const auto line = lines.next()) {
    if (!line->empty()) return std::nullopt;
  }
  if (lines.is_cut() || group.candidates.empty()) return std::nullopt;
  return group;
}

}  // namespace pkgmap::alternatives
