// Finds the sockets of this host on which a process listens, in the tables of the kernel in
// /proc/net.
//
// Reads each table once, when a call first needs it, since the kernel walks all its sockets to
// print one table. So an answer is as old as its table. A table that cannot be read counts as
// empty. Not thread-safe. Private to engine/facts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap {

class ListeningSockets {
 public:
  /// Returns the inodes, as decimal texts, of listening sockets. If `paths` is not empty: of the
  /// unix sockets at these paths, whatever `port` is. If `paths` is empty: of the TCP sockets on
  /// `port`, none for port 0. May be empty.
  std::vector<std::string> inodes(int port, const std::vector<std::string>& paths);

 private:
  using ByPort = std::multimap<int, std::string>;
  using ByPath = std::multimap<std::string, std::string>;

  std::optional<ByPort> by_port_;
  std::optional<ByPath> by_path_;
};

/// Returns, by its port, the inode of each listening socket in `table`, the text of /proc/net/tcp
/// or /proc/net/tcp6.
std::multimap<int, std::string> inodes_by_port(const std::string& table);
/// Returns, by its path, the inode of each listening socket in `table`, the text of /proc/net/unix.
/// Abstract sockets have no path and are left out.
std::multimap<std::string, std::string> inodes_by_path(const std::string& table);

}  // namespace pkgmap
