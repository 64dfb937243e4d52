// A text that grows, in plain C memory: nothing here throws.
#pragma once

#include <stddef.h>

class Text {
 public:
  Text() = default;
  ~Text();
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;

  void add(const char* text);
  void add(const char* bytes, size_t count);
  void add_number(unsigned long long number);
  /// As a string of JSON. What is not printable ASCII becomes a question mark.
  void add_quoted(const char* text);
  /// The same for file names: every byte that is not plain becomes %XX, so nothing gets lost.
  void add_encoded(const char* name);

  /// False when there was no memory for all of it; what is there is then worth nothing.
  bool whole() const { return !failed_; }
  const char* data() const { return bytes_; }
  size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// So that data() is a C string.
  bool terminate();

 private:
  bool reserve(size_t more);

  char* bytes_ = nullptr;
  size_t size_ = 0;
  size_t room_ = 0;
  bool failed_ = false;
};
