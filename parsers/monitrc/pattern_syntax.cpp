#include "parsers/monitrc/pattern_syntax.hpp"

#include <regex.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace pkgmap::monitrc {
namespace {

constexpr std::size_t kLongest = 2'048;
constexpr std::ptrdiff_t kMostGroups = 100;

/// The C library writes `x{1,1000}` out, and nested ones multiply.
bool is_cheap(const std::string& pattern) {
  return pattern.size() <= kLongest &&
         std::count(pattern.begin(), pattern.end(), '(') <= kMostGroups &&
         std::count(pattern.begin(), pattern.end(), '{') <= 1 &&
         pattern.find("000") == std::string::npos;
}

}  // namespace

std::string pattern_mistake(const std::string& pattern) {
  if (!is_cheap(pattern)) return {};
  regex_t compiled{};
  const int code = ::regcomp(&compiled, pattern.c_str(), REG_NOSUB | REG_EXTENDED);
  if (code == 0) {
    ::regfree(&compiled);
    return {};
  }
  std::array<char, 128> text{};
  ::regerror(code, &compiled, text.data(), text.size());
  return text.data();
}

void judge_pattern(Report& report, Span span, const std::string& pattern) {
  const std::string mistake = pattern_mistake(pattern);
  if (!mistake.empty()) report.error(span, "this is no regular expression: " + mistake);
}

}  // namespace pkgmap::monitrc
