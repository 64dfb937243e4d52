// Collects librpm's messages instead of printing them: librpm reports some errors in no other way.
//
// The process has one log of librpm; scopes nest, and the innermost one collects. Not thread-safe.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::rpm {

/// Silences librpm and reads its configuration (rpmReadConfigFiles), once. Call it before any other
/// function of librpm.
Done prepare_library();

/// Only silences librpm: for a process that needs no configuration.
void silence_library();

/// Collects librpm's messages of priority error or worse while it lives.
class Messages {
 public:
  Messages();
  ~Messages();
  Messages(const Messages&) = delete;
  Messages& operator=(const Messages&) = delete;

  bool any() const { return count_ > 0; }
  /// The first message, in one line; empty if there is none.
  const std::string& first() const { return first_; }

  void add(const char* message);

 private:
  Messages* outer_;
  std::string first_;
  int count_ = 0;
};

}  // namespace pkgmap::rpm
