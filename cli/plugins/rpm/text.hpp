// A text that grows, in memory of malloc(3). Never throws.
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
  /// Adds a string of JSON. A byte that is not printable ASCII becomes a question mark.
  void add_quoted(const char* text);
  /// Adds a file name as a string of JSON, in which every byte that is not plain becomes %XX, so
  /// that the reader gets the exact bytes.
  void add_encoded(const char* name);

  /// False if there was no memory for a part of the text; the rest is then useless.
  bool whole() const { return !failed_; }
  const char* data() const { return bytes_; }
  size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// Makes data() a C string. Returns false if there is no memory.
  bool terminate();

 private:
  bool reserve(size_t more);

  char* bytes_ = nullptr;
  size_t size_ = 0;
  size_t room_ = 0;
  bool failed_ = false;
};
