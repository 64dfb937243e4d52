#include "parsers/monitrc/statements/pattern_syntax.hpp"

#include "parsers/source/posix_pattern.hpp"

namespace pkgmap::monitrc {

void judge_pattern(Parser& parser, Span span, const std::string& pattern) {
  if (parser.patterns.contains(pattern)) return;
  const PosixPattern compiled(pattern);
  if (compiled.mistake().empty()) {
    parser.patterns.insert(pattern);
    return;
  }
  parser.report.error(span, "this is not a regular expression: " + compiled.mistake());
}

}  // namespace pkgmap::monitrc
