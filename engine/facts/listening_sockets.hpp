// The sockets of this host on which somebody listens, from the tables of the kernel in /proc/net.
//
// Reads each table once, when the first question needs it: the kernel walks all its sockets to
// print one. An answer is as old as that table. A table that cannot be read is empty. Not
// thread-safe. Private to engine/facts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap {

class ListeningSockets {
 public:
  /// Returns the inodes, as decimal texts, of the listening sockets: of unix sockets at one of
  /// `paths`, or, if `paths` is empty, of TCP sockets on `port`. Empty if `port` is 0, too.
  std::vector<std::string> inodes(int port, const std::vector<std::string>& paths);

 private:
  using ByPort = std::multimap<int, std::string>;
  using ByPath = std::multimap<std::string, std::string>;

  std::optional<ByPort> by_port_;
  std::optional<ByPath> by_path_;
};

/// Returns the inode of each listening socket by its port; `table` is the text of /proc/net/tcp or
/// tcp6.
std::multimap<int, std::string> inodes_by_port(const std::string& table);
/// Returns the inode of each listening socket by its path; `table` is the text of /proc/net/unix.
std::multimap<std::string, std::string> inodes_by_path(const std::string& table);

}  // namespace pkgmap
