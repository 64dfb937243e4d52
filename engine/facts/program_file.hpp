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
  std::string path;  ///< Its path when the process began to execute it.
  /// Whether somebody has deleted or replaced the file since, so that another file or no file has
  /// the path now. False after prelink(8), which only moves a program to other addresses.
  bool deleted = false;
};

/// Returns the files that the process executes, each once: its program, then the other files that
/// it has mapped executable; at most `most` files. Empty if there is no such process, or if it
/// cannot be examined.
std::vector<ExecutedFile> executed_files(int pid, std::size_t most);
/// Returns the same from `program`, the target of the link /proc/PID/exe (empty if not known), and
/// `maps`, the text of /proc/PID/maps.
std::vector<ExecutedFile> executed_files_in(const std::string& program, const std::string& maps,
                                            std::size_t most);

/// Returns whether the process has an open file that somebody has deleted or replaced since, and
/// whose path was one of `paths` (absolute, without links). Looks at 4,096 descriptors at most.
/// False if the descriptors cannot be read.
bool holds_deleted(int pid, const std::vector<std::string>& paths);

/// Returns, for each of `pids` in their order and for each socket that this process has open: the
/// inode of the socket, as decimal text, and the pid.
std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids);

}  // namespace pkgmap
