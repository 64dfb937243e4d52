// Reads which process a pidfile names, and who could have written the file.
//
// Never waits for a file that is no regular one. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pkgmap {

struct Pidfile {
  int pid = 0;             ///< Greater than 0.
  unsigned int owner = 0;  ///< The number of the user who owns the file.
  /// True if the last component of the path is no link, and neither the group nor everybody may
  /// write the file.
  bool only_owner_writes = false;
};

/// Reads the pidfile at `path`, a path of this host; follows links. Returns nullopt if there is no
/// regular file, or no pid in it.
std::optional<Pidfile> read_pidfile(const std::string& path);

/// Returns the number with which the text of a pidfile begins, as monit reads it: blanks and
/// newlines may come first. Returns 0 if there is no number, or if the number is negative or does
/// not fit into an int.
int pid_in_text(std::string_view text);

}  // namespace pkgmap
