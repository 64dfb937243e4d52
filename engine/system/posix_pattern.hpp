// A POSIX extended regular expression, as monit compiles those of its control file.
//
// Not for threads at once. The pattern is somebody's text: a bad one matches nothing.
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

  /// Where it fits first; nothing when it does not.
  std::optional<std::size_t> find(const std::string& text) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace pkgmap
