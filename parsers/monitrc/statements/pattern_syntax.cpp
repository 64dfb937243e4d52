#include "parsers/monitrc/statements/pattern_syntax.hpp"

#include "parsers/source/posix_pattern.hpp"

namespace pkgmap::monitrc {

void judge_pattern(Report& report, Span span, const std::string& pattern) {
  const PosixPattern compiled(pattern);
  if (compiled.mistake().empty()) return;
  report.error(span, "this is not a regular expression: " + compiled.mistake());
}

}  // namespace pkgmap::monitrc
