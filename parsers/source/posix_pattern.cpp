#include "parsers/source/posix_pattern.hpp"

#include <regex.h>

#include <algorithm>
#include <array>

#include "parsers/source/pattern_size.hpp"

namespace pkgmap {
namespace {

// The C library recurses into groups, and its tables grow with the square of the size.
constexpr std::size_t kLongestPattern = 2'048;
constexpr std::size_t kLargest = 4'096;
constexpr std::ptrdiff_t kMostGroups = 100;

bool is_cheap(const std::string& pattern) {
  return pattern.size() <= kLongestPattern &&
         std::count(pattern.begin(), pattern.end(), '(') <= kMostGroups &&
         size_written_out(pattern) <= kLargest;
}

}  // namespace

struct PosixPattern::Compiled {
  regex_t expression{};
  bool good = false;
  std::string mistake;

  explicit Compiled(const std::string& pattern) {
    if (!is_cheap(pattern)) return;
    const int code = ::regcomp(&expression, pattern.c_str(), REG_EXTENDED);
    good = code == 0;
    if (good) return;
    std::array<char, 128> text{};
    ::regerror(code, &expression, text.data(), text.size());
    mistake = text.data();
  }
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() {
    if (good) ::regfree(&expression);
  }
};

PosixPattern::PosixPattern(const std::string& pattern)
    : compiled_(std::make_unique<Compiled>(pattern)) {
}
PosixPattern::~PosixPattern() = default;
PosixPattern::PosixPattern(PosixPattern&&) noexcept = default;
PosixPattern& PosixPattern::operator=(PosixPattern&&) noexcept = default;

const std::string& PosixPattern::mistake() const {
  return compiled_->mistake;
}

std::optional<std::size_t> PosixPattern::find(const std::string& text) const {
  regmatch_t match{};
  if (!compiled_->good) return std::nullopt;
  if (::regexec(&compiled_->expression, text.c_str(), 1, &match, 0) != 0) return std::nullopt;
  return static_cast<std::size_t>(match.rm_so);
}

}  // namespace pkgmap
