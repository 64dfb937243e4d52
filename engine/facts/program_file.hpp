// Reads what /proc says about the files and sockets of a process. What cannot be read is missing.
// Any thread. Private to engine/facts.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

/// A file that a process executes: its program, or a library.
struct ExecutedFile {
  std::string path;  ///< Its name when the process began to execute it.
  /// Somebody has deleted or replaced the file since, so the name belongs to another file or to
  /// none. False after prelink, which only moves a program to other addresses.
  bool deleted = false;
};

/// Returns the program of the process, first, and the files that it has mapped executable, each
/// once; at most `most` files.
std::vector<ExecutedFile> executed_files(int pid, std::size_t most);
/// As executed_files(), from the target of /proc/PID/exe, which may be empty, and the text of
/// /proc/PID/maps.
std::vector<ExecutedFile> executed_files_in(const std::string& program, const std::string& maps,
                                            std::size_t most);

/// Returns whether the process has a file with one of these names open that somebody has deleted or
/// replaced. Looks at 4,096 descriptors at most. False if they cannot be read.
bool holds_deleted(int pid, const std::vector<std::string>& paths);

/// Returns the inode, as decimal text, and the pid of every socket that one of these processes has
/// open, in the order of `pids`.
std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids);

}  // namespace pkgmap
