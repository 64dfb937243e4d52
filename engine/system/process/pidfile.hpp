// Which process does a pidfile name, and who could write that?
//
// A file that is no regular one is never waited for. Safe on any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pkgmap {

struct Pidfile {
  int pid = 0;             ///< Greater than 0.
  unsigned int owner = 0;  ///< The user of the file.
  /// The path is no link, and neither the group nor everybody may write the file.
  bool only_owner_writes = false;
};

/// Follows a link. Returns nullopt if there is no regular file, or no pid in it.
std::optional<Pidfile> read_pidfile(const std::string& path);

/// Returns the number that the text of a pidfile begins with, as monit reads it: blanks and
/// newlines may come first. Returns 0 if there is none.
int pid_in_text(std::string_view text);

}  // namespace pkgmap
