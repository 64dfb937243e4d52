// What /proc says about the files and sockets of a process. What cannot be read is missing. Private
// to engine/facts.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

/// Returns the paths of files that the process has mapped executable, at most `most`, each once.
std::vector<std::string> mapped_programs(int pid, std::size_t most);

/// Returns the inodes, as decimal texts, of the listening sockets: of unix sockets at one of
/// `paths`, or, if `paths` is empty, of TCP sockets on `port`. Empty if `port` is 0, too.
std::vector<std::string> listening_inodes(int port, const std::vector<std::string>& paths);
// The same from a table: the text of /proc/net/tcp or tcp6, or that of /proc/net/unix.

/// For the sockets that listen on this port.
std::vector<std::string> inodes_of_port(const std::string& table, int port);
/// For the sockets that listen on one of these paths.
std::vector<std::string> inodes_of_paths(const std::string& table,
                                         const std::vector<std::string>& paths);

/// Returns the inode and the pid of every socket that one of these processes has open, in the order
/// of `pids`.
std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids);

}  // namespace pkgmap
