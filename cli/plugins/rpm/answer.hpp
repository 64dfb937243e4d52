// What monit-pkgmap answered: the few members of its JSON that a hook obeys or passes on.
//
// Never throws, and believes nothing: a text that is no object of JSON has no members.
#pragma once

#include "cli/plugins/rpm/text.hpp"

class Answer {
 public:
  /// A C string, which outlives this.
  explicit Answer(const char* text) : text_(text) {}

  /// Copies the text of a member of the answer; false: there is none, or it has no room.
  bool text(const char* name, char* value, size_t room) const;
  bool is_true(const char* name) const;

  /// Calls `tell` for each of "messages", with its level and its text, and whatever `with` is.
  using Tell = void (*)(const char* level, const char* message, void* with);
  void each_message(Tell tell, void* with) const;

 private:
  const char* text_;
};
