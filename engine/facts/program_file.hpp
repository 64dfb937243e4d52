// What /proc says of the files and sockets of a process. Private to engine/facts.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace pkgmap {

/// The file that the process executes, by the name it had when it was started: after an upgrade the
/// kernel calls it "… (deleted)", and rpm's temporary name may stand there. Empty: not to be read.
std::string program_file(int pid);
/// The name behind such a link, as `exists` tells it: a file may really be called "x (deleted)".
std::string without_deleted(std::string link, bool exists);

/// Files that the process has mapped and may execute, `most` at most, each once.
std::vector<std::string> mapped_programs(int pid, std::size_t most);

/// Inodes of sockets that listen on a TCP port (0: none), or on a unix socket with one of these
/// paths.
std::vector<std::string> listening_inodes(int port, const std::vector<std::string>& paths);
/// Those in the text of /proc/net/tcp or tcp6, and of /proc/net/unix.
std::vector<std::string> inodes_of_port(const std::string& table, int port);
std::vector<std::string> inodes_of_paths(const std::string& table,
                                         const std::vector<std::string>& paths);

/// Which socket inodes these processes have open, in their order.
std::vector<std::pair<std::string, int>> sockets_of(const std::vector<int>& pids);

}  // namespace pkgmap
