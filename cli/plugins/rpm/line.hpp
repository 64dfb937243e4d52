// Collects one short line of printable characters for the log of rpm. Never throws, and allocates
// no memory. For one thread.
#pragma once

#include <stddef.h>

class Line {
 public:
  /// Adds the character with the code point `code`. A control character becomes a blank, several
  /// blanks become one blank, and blanks at both ends of the line are dropped.
  void add(unsigned code);
  /// Adds one byte of a character in UTF-8 that is not ASCII. Does not check the bytes.
  void add_byte(char byte);
  /// Adds the character that an escape of JSON stands for. `at` points into a C string, to the
  /// character behind the backslash; it must not be the zero byte at the end (not checked). Returns
  /// a pointer to the last byte of the escape; the caller goes on behind this byte.
  ///
  /// Special cases of `\uXXXX`:
  /// - A surrogate pair (two escapes in succession) is one character. The function reads both, and
  ///   returns a pointer to the last byte of the second escape.
  /// - Half of a pair gives '?'.
  /// - For `\u0000`, and for `\u` without four digits, the function adds no character and returns a
  ///   pointer to the 'u': the caller then reads what follows the 'u' as plain text.
  const char* add_escaped(const char* at);

  /// Returns the line in UTF-8, as a C string that this object owns; empty if no character was
  /// added. A line of more than 186 bytes is cut, and ends with "...". After the call the caller
  /// adds no more characters.
  const char* text();

 private:
  void put(const char* bytes, size_t count);

  /// Bytes. With "monit-pkgmap: " before it, a line of the log has 200 bytes at most.
  static constexpr size_t kLongest = 186;

  char bytes_[kLongest + 1] = {};
  size_t size_ = 0;
  size_t cut_at_ = 0;  ///< Where a character begins that leaves room for the dots.
  bool gap_ = false;
  bool too_long_ = false;
};
