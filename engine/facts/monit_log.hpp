// The end of monit's log, if monit logs to a file that only root can write.
//
// Any thread. Never waits: a fifo or a device is not opened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pkgmap {

struct MonitLog {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;  ///< In bytes.
  std::string text;       ///< What was asked for; empty if nothing was.
};

/// Reads from byte `from` to the end; without `from` only looks at the file. Returns nullopt if the
/// path is empty, if the file cannot be read, if another user can write or replace it, or if there
/// are more than 4 MiB to read.
std::optional<MonitLog> read_monit_log(const std::string& path, std::optional<std::int64_t> from);

}  // namespace pkgmap
