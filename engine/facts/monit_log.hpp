// Reads the end of monit's log, if monit logs to a file that only root can write.
//
// Any thread. Never waits: it opens no fifo and no device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pkgmap {

/// The log file, and a part of it.
struct MonitLog {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;  ///< In bytes.
  /// From the byte that was asked for to the end; empty if no byte was asked for.
  std::string text;
};

/// Reads the log at `path` from byte `from` to its end; without `from`, only looks at the file.
/// Returns nullopt if the path is empty, if the file cannot be read, if another user can write or
/// replace it, if it ends before `from`, or if there are more than 4 MiB to read.
std::optional<MonitLog> read_monit_log(const std::string& path, std::optional<std::int64_t> from);

}  // namespace pkgmap
