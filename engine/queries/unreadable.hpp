// What cannot be said because the user who asks may not read something: root may, so an answer that
// rests on it must neither claim nor advise anything else.
#pragma once

#include <string>

#include "engine/system/files/host_files.hpp"

namespace pkgmap {

inline constexpr const char* kAsRoot = "run this as root";

/// Returns whether this user is not root, and `error_number` means that root could go on.
bool is_refused_to_this_user(int error_number);
/// The same for a message that names such an error at its end, or before a hint.
bool is_refused_to_this_user(const std::string& message);

/// The host's files; remembers the last one that this user may not read. A file that root may not
/// read either is missing for everybody.
class UnreadableFiles : public HostFiles {
 public:
  using HostFiles::HostFiles;

  Answer read(const std::string& path) override;
  /// Returns the path of the last such file, and forgets it; empty if there was none.
  std::string take_unreadable();

 private:
  std::string unreadable_;
};

}  // namespace pkgmap
