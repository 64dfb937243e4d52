#include "parsers/unit/sysv.hpp"

#include <algorithm>

#include "parsers/source/ascii.hpp"
#include "parsers/source/contains.hpp"
#include "parsers/unit/lines.hpp"

namespace pkgmap {
namespace {

// Returns the path in `/run/x.pid` or `"/run/x.pid"`; an empty text for a path that is not absolute
// or that a shell would expand.
std::string literal_path(std::string_view value) {
  const auto comment = value.find(" #");
  value = trimmed(value.substr(0, comment));
  if (value.size() >= 2 && value.front() == value.back() &&
      (value.front() == '"' || value.front() == '\'')) {
    value = value.substr(1, value.size() - 2);
  }
  const bool literal = value.starts_with('/') &&
                       value.find_first_of("$`*?[]{}\"' \t;&|()<>\\") == std::string_view::npos;
  return literal ? std::string(value) : std::string();
}

void add_path(std::string path, std::vector<std::string>& paths) {
  if (!path.empty()) paths.push_back(std::move(path));
}

// Reads "# pidfile: /run/x.pid" and the like.
void read_header(std::string_view line, SysvScript& script) {
  line = trimmed(line.substr(line.find_first_not_of('#')));
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string key = lower(trimmed(line.substr(0, colon)));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (key == "pidfile") add_path(literal_path(value), script.pidfiles);
  if (key == "processname") add_path(literal_path(value), script.programs);
  if (key != "provides") return;
  for (const std::string_view word : words_of(value)) script.provides.emplace_back(word);
}

// Reads "DAEMON=/usr/sbin/x" and the like.
void read_assignment(std::string_view line, SysvScript& script) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return;
  const std::string key = lower(trimmed(line.substr(0, equals)));
  const std::string path = literal_path(line.substr(equals + 1));
  if (one_of(key, {"pidfile", "pid_file"})) add_path(path, script.pidfiles);
  if (one_of(key, {"daemon", "exec", "prog", "program", "command", "daemon_bin"})) {
    add_path(path, script.programs);
  }
}

}  // namespace

SysvScript read_sysv_script(std::string_view text) {
  SysvScript script;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.find_first_not_of('#') == std::string_view::npos) continue;
    if (line.front() == '#') {
      read_header(line, script);
    } else {
      read_assignment(line, script);
    }
  }
  return script;
}

}  // namespace pkgmap
