// Reads the few members of the program's answer that the plugin obeys or passes on.
//
// Never throws. A text that is not an object of JSON has no members.
#pragma once

#include "cli/plugins/rpm/text.hpp"

class Answer {
 public:
  /// `text` is a C string and must outlive this object.
  explicit Answer(const char* text) : text_(text) {}

  /// False for a text that is cut off or is not an object.
  bool is_object() const;

  /// Copies the text of a member. Returns false if the member is missing, is not a text, or does
  /// not fit into `room` bytes.
  bool text(const char* name, char* value, size_t room) const;
  /// Returns whether a member is `true`.
  bool is_true(const char* name) const;

  /// Calls `tell` for each message with its level, its text and `with`. The message of an "error"
  /// is the first, unless one of "messages" begins with it. Each is one short line.
  using Tell = void (*)(const char* level, const char* message, void* with);
  void each_message(Tell tell, void* with) const;

 private:
  const char* text_;
};
