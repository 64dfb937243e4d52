// A POSIX extended regular expression, compiled as monit compiles the patterns of its control file.
//
// Anybody may have written the pattern. A malformed pattern matches no text. The class does not
// compile a pattern that would cost the C library much memory, a deep stack or endless time; such a
// pattern matches no text, either. One thread at a time may use an object.
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

  /// Returns the message of regerror(3), such as "Unmatched [". Empty if the pattern is right, or
  /// if it was not compiled because of its cost.
  const std::string& mistake() const;

  /// Returns the byte offset of the first match; nullopt if there is no match.
  std::optional<std::size_t> find(const std::string& text) const;
  /// Returns whether the pattern matches any part of the text.
  bool fits(const std::string& text) const { return find(text).has_value(); }

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace pkgmap
