// Finds the sockets of this host on which a process listens, in the tables of the kernel in
// /proc/net.
//
// Reads a table when the first call needs it, and then never again, since the kernel walks all its
// sockets to print one table. An answer is as old as its table. A table that cannot be read counts
// as empty. Not thread-safe. Private to engine/facts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap {

class ListeningSockets {
 public:
  /// Returns the inodes, as decimal texts, of listening sockets: if `paths` is not empty, of the
  /// unix sockets at these paths (`port` has no effect); else of the TCP sockets on `port`. Empty
  /// if there are none, and if `paths` is empty and `port` is 0.
  std::vector<std::string> inodes(int port, const std::vector<std::string>& paths);

 private:
  using ByPort = std::multimap<int, std::string>;
  using ByPath = std::multimap<std::string, std::string>;

  std::optional<ByPort> by_port_;
  std::optional<ByPath> by_path_;
};

/// Returns the inode of each listening socket in `table`, the text of /proc/net/tcp or
/// /proc/net/tcp6, by its port.
std::multimap<int, std::string> inodes_by_port(const std::string& table);
/// Returns the inode of each listening socket in `table`, the text of /proc/net/unix, by its path.
/// Abstract sockets have no path and are left out.
std::multimap<std::string, std::string> inodes_by_path(const std::string& table);

}  // namespace pkgmap
