// Reads those members of the answer of monit-pkgmap (JSON) that the plugin needs. A member is one
// of the outermost object.
//
// Never throws. In a text that is not an object of JSON every member is missing. For one thread.
#pragma once

#include "cli/plugins/rpm/text.hpp"

class Answer {
 public:
  /// `text` is a C string and must outlive this object.
  explicit Answer(const char* text) : text_(text) {}

  /// Returns whether the text is an object of JSON that is not cut off. Looks only for the brackets
  /// and strings, not for other mistakes.
  bool is_object() const;

  /// Copies the text of the member `name` into `value`, as a C string. An escaped control character
  /// (`\n`) becomes a blank, and `\uXXXX` a question mark. `room` is the size of `value` in bytes.
  /// Returns false if the member is missing, is not a text, or does not fit with its zero byte;
  /// `value` is then undefined.
  bool text(const char* name, char* value, size_t room) const;
  /// Returns whether the member `name` is `true`; false if the member is missing.
  bool is_true(const char* name) const;

  /// A function of the caller that gets a message. `level` is a word of the answer ("info",
  /// "error"); empty if the message has none. `message` is one line as Line (line.hpp) makes it,
  /// not empty, without "monit-pkgmap: ". Both are valid during the call only. `with` is the
  /// argument of each_message().
  using Tell = void (*)(const char* level, const char* message, void* with);
  /// Calls `tell` for each element of the member `messages`, in the order of the answer. If the
  /// answer has a member `error`, its text comes first, with the level "error", unless the text of
  /// an element of `messages` begins with it.
  void each_message(Tell tell, void* with) const;

 private:
  const char* text_;
};
