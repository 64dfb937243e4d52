// Reads the few members of the program's answer that the plugin obeys or passes on.
//
// Never throws. A text that is not an object of JSON has no members.
#pragma once

#include "cli/plugins/rpm/text.hpp"

class Answer {
 public:
  /// `text` is a C string and must outlive this object.
  explicit Answer(const char* text) : text_(text) {}

  /// Returns false for a text that is cut off or is not an object of JSON.
  bool is_object() const;

  /// Copies the text of a member into `value`, as a C string; characters that JSON escapes become
  /// blanks or question marks. Returns false if the member is missing, is not a text, or does not
  /// fit into `room` bytes with its zero byte; `value` is then undefined.
  bool text(const char* name, char* value, size_t room) const;
  /// Returns whether a member is `true`; false if the member is missing.
  bool is_true(const char* name) const;

  /// Calls `tell` for each message, in the order of the answer. `level` is a word of the answer
  /// ("info", "error"), `message` one line as Line makes it, not empty, without the name of the
  /// program; both are valid during the call only. `with` is passed on. The text of the member
  /// `error` is the first message, with the level "error", unless an element of `messages` begins
  /// with this text.
  using Tell = void (*)(const char* level, const char* message, void* with);
  void each_message(Tell tell, void* with) const;

 private:
  const char* text_;
};
