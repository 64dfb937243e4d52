// Collects librpm's messages, which librpm would print: it reports some errors in no other way.
//
// The process has one log of librpm. If several objects live at once, the innermost one, that is,
// the object that was made last, collects. Not thread-safe.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::rpm {

/// Silences librpm and reads its configuration (rpmReadConfigFiles). Every further call only
/// returns the result of the first. The caller calls prepare_library() before any function of
/// librpm. Fails if the configuration cannot be read.
Done prepare_library();

/// Silences librpm without reading its configuration, for a process that needs none.
void silence_library();

/// Collects librpm's messages of priority error or worse while it lives. Before prepare_library()
/// or silence_library(), collects nothing: librpm then prints its messages.
class Messages {
 public:
  Messages();
  ~Messages();
  Messages(const Messages&) = delete;
  Messages& operator=(const Messages&) = delete;

  /// Returns whether librpm has reported an error.
  bool any() const { return count_ > 0; }
  /// Returns the first line of the first message, 400 bytes at most; empty if there is no message.
  const std::string& first() const { return first_; }

  /// Adds a message. Only the callback of librpm's log calls this function.
  void add(const char* message);

 private:
  Messages* outer_;
  std::string first_;
  int count_ = 0;
};

}  // namespace pkgmap::rpm
