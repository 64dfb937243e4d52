// Says whether a file cannot be read only because this program does not run as root. A finding that
// needs such a file must not say that something is right or wrong: its only advice is kAsRoot. Any
// thread may call the functions.
#pragma once

#include <string>

#include "engine/system/files/host_files.hpp"

namespace pkgmap {

/// The hint of a finding that needs a file which this user may not read.
inline constexpr const char* kAsRoot = "run this as root";

/// Returns whether this user is not root, and `error_number` (an errno) is EACCES or EPERM.
bool is_refused_to_this_user(int error_number);
/// Returns whether this user is not root, and `message`, that of an Error, contains the text of
/// EACCES ("Permission denied").
bool is_refused_to_this_user(const std::string& message);

/// Reads the host's files, and remembers the last file that this user may not read. For one thread.
class UnreadableFiles : public HostFiles {
 public:
  using HostFiles::HostFiles;

  Answer read(const std::string& path) override;
  /// Returns the path of the last file that read() could not read, because this user is not root
  /// and may not read the file. Then forgets the path: the next call returns an empty text, unless
  /// read() has met another such file. Empty if read() has met none.
  std::string take_unreadable();

 private:
  std::string unreadable_;
};

}  // namespace pkgmap
