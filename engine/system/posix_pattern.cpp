#include "engine/system/posix_pattern.hpp"

#include <regex.h>

namespace pkgmap {

struct PosixPattern::Compiled {
  regex_t expression{};
  bool good = false;

  explicit Compiled(const std::string& pattern)
      : good(::regcomp(&expression, pattern.c_str(), REG_EXTENDED) == 0) {}
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

std::optional<std::size_t> PosixPattern::find(const std::string& text) const {
  regmatch_t match{};
  if (!compiled_->good) return std::nullopt;
  if (::regexec(&compiled_->expression, text.c_str(), 1, &match, 0) != 0) return std::nullopt;
  return static_cast<std::size_t>(match.rm_so);
}

}  // namespace pkgmap
