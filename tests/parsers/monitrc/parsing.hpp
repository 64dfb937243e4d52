// Parses a text as if it were /etc/monitrc, on a host without any other file.
#pragma once

#include <string>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::monitrc {

inline Parsed parse(const std::string& text, const ParseOptions& options = {}) {
  TextFiles files{{"/etc/monitrc", text}};
  return parse_control_file("/etc/monitrc", files, options);
}

/// Returns all diagnostics as people read them; empty if there are none.
inline std::string messages(const Parsed& parsed) {
  std::string text;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    text += render(diagnostic, parsed.sources);
  }
  return text;
}

/// Returns the first check of a text, or an empty one. `*mistakes` becomes the diagnostics.
inline Check parse_check(const std::string& text, std::string* mistakes = nullptr) {
  Parsed parsed = parse(text);
  if (mistakes != nullptr) *mistakes = messages(parsed);
  return parsed.control_file.checks.empty() ? Check() : parsed.control_file.checks.front();
}

}  // namespace pkgmap::monitrc
