// One short line of printable characters for the log of rpm. Never throws.
#pragma once

#include <stddef.h>

class Line {
 public:
  /// Adds a character. A control character becomes a blank, and several blanks become one.
  void add(unsigned code);
  /// Adds one byte of a character in UTF-8.
  void add_byte(char byte);
  /// Adds the character of an escape in JSON. `at` is the text after the backslash. Returns the
  /// last byte of the escape.
  const char* add_escaped(const char* at);

  /// Returns the line in UTF-8. A line that is too long ends with "...".
  const char* text();

 private:
  void put(const char* bytes, size_t count);

  /// Bytes; with "monit-pkgmap: " before it a line has 200 at most.
  static constexpr size_t kLongest = 186;

  char bytes_[kLongest + 1] = {};
  size_t size_ = 0;
  size_t cut_at_ = 0;  ///< Where a character begins that leaves room for the dots.
  bool gap_ = false;
  bool too_long_ = false;
};
