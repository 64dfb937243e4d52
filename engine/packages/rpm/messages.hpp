// librpm's own words: kept instead of printed, for the errors it reports in no other way.
//
// librpm's log is one for the process; scopes nest, the innermost collects. Not thread-safe.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::rpm {

/// Once: makes librpm silent and reads its configuration (rpmReadConfigFiles). Before anything
/// else of librpm.
Done prepare_library();

/// The first half of it: for a process that needs no configuration.
void silence_library();

/// While it lives it collects what librpm says with priority error or worse.
class Messages {
 public:
  Messages();
  ~Messages();
  Messages(const Messages&) = delete;
  Messages& operator=(const Messages&) = delete;

  bool any() const { return count_ > 0; }
  /// The first one, in one line; empty when there is none.
  const std::string& first() const { return first_; }

  void add(const char* message);

 private:
  Messages* outer_;
  std::string first_;
  int count_ = 0;
};

}  // namespace pkgmap::rpm
