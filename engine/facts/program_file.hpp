// What /proc says about the files and sockets of a process. What cannot be read is missing. Private
// to engine/facts.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

/// Files that the process has mapped executable, at most `most`, each once.
std::vector<std::string> mapped_programs(int pid, std::size_t most);

/// Inodes of sockets that listen on a TCP port (0 for none), or on a unix socket with one of these
/// paths.
std::vector<std::string> listening_inodes(int port, const std::vector<std::string>& paths);
/// The same from the text of /proc/net/tcp or tcp6, and of /proc/net/unix.
std::vector<std::string> inodes_of_port(const std::string& table, int port);
std::vector<std::string> inodes_of_paths(const std::string& table,
                                         const std::vector<std::string>& paths);

/// Inodes of the sockets that these processes have open, with the pid, in the order of `pids`.
std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids);

}  // namespace pkgmap
