// A POSIX extended regular expression, as monit compiles those of its control file.
//
// Not for threads at once. The pattern is somebody's text: a bad one matches nothing, and one that
// would take the C library much memory, a deep stack or endless time is not given to it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace pkgmap {

class PosixPattern {
 public:
  explicit PosixPattern(const std::string& pattern);
  ~PosixPattern();
  PosixPattern(PosixPattern&&) noexcept;
  PosixPattern& operator=(PosixPattern&&) noexcept;

  /// "Unmatched [", …, by regerror(3); empty when nothing is wrong, or nobody asked.
  const std::string& mistake() const;

  /// Where it fits first; nothing when it does not.
  std::optional<std::size_t> find(const std::string& text) const;
  bool fits(const std::string& text) const { return find(text).has_value(); }

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace pkgmap
