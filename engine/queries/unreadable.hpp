// Says what this user, who is not root, may not read. Root may read it, so an answer that would
// rest on it must not claim anything, and its only advice is kAsRoot. The functions: any thread.
#pragma once

#include <string>

#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// The hint of such an answer.
inline constexpr const char* kAsRoot = "run this as root";

/// Returns whether this user is not root, and `error_number` (an errno) is EACCES or EPERM.
bool is_refused_to_this_user(int error_number);
/// Returns whether this user is not root, and `message` contains the text of EACCES.
bool is_refused_to_this_user(const std::string& message);

/// Reads the host's files, and remembers the last file that this user may not read. For one thread.
class UnreadableFiles : public HostFiles {
 public:
  using HostFiles::HostFiles;

  Answer read(const std::string& path) override;
  /// Returns the path of the last file that read() was refused since the last call of this
  /// function; empty if there was none.
  std::string take_unreadable();

 private:
  std::string unreadable_;
};

}  // namespace pkgmap
