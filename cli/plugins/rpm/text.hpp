// A text that grows, in memory of malloc(3). Never throws: if memory is short, whole() returns
// false. For one thread.
#pragma once

#include <stddef.h>

class Text {
 public:
  Text() = default;
  ~Text();
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  /// Adds a C string.
  void add(const char* text);
  /// Adds `count` bytes.
  void add(const char* bytes, size_t count);
  /// Adds the number in decimal digits.
  void add_number(unsigned long long number);
  /// Adds the text as a string of JSON; null counts as an empty text. A byte that is not printable
  /// ASCII becomes a question mark.
  void add_quoted(const char* text);
  /// Adds a file name as a string of JSON; null counts as an empty name. The bytes `"`, `\`, `%`
  /// and every byte that is not printable ASCII become %XX, so that the reader gets the exact
  /// bytes.
  void add_encoded(const char* name);

  /// Returns false if there was no memory for a part of the text: the text is then useless.
  bool whole() const { return !failed_; }
  /// Returns a pointer to size() bytes, without a zero byte at the end, valid until the text
  /// changes; null if no byte was ever added.
  const char* data() const { return bytes_; }
  size_t size() const { return size_; }
  /// Removes all bytes. Does not change whole().
  void clear() { size_ = 0; }
  /// Puts a zero byte after the text, so that data() is a C string until the text changes. Returns
  /// false if there is no memory, or the text is not whole().
  bool terminate();

 private:
  bool reserve(size_t more);

  char* bytes_ = nullptr;
  size_t size_ = 0;
  size_t room_ = 0;
  bool failed_ = false;
};
