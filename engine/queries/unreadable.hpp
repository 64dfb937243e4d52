// Says what this user, who is not root, may not read. Root may read it, so an answer that would
// rest on it must neither claim nor advise anything: its hint is kAsRoot. Any thread.
#pragma once

#include <string>

#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// The hint of such an answer.
inline constexpr const char* kAsRoot = "run this as root";

/// Returns whether this user is not root, and `error_number` (an errno) says that root could go on.
bool is_refused_to_this_user(int error_number);
/// As the function above, for a message that contains the text of such an errno.
bool is_refused_to_this_user(const std::string& message);

/// Reads the host's files, and remembers the last file that this user may not read. A file that
/// even root may not read counts as missing.
class UnreadableFiles : public HostFiles {
 public:
  using HostFiles::HostFiles;

  Answer read(const std::string& path) override;
  /// Returns the path of the last file that this user may not read, and forgets it; empty if there
  /// was none since the last call.
  std::string take_unreadable();

 private:
  std::string unreadable_;
};

}  // namespace pkgmap
