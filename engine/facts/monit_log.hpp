// Reads the end of monit's log file, if no user but root and the calling user can write it.
//
// Any thread. Never waits: it opens no fifo and no device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace pkgmap {

/// What the log file is, and the end of its text.
struct MonitLog {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;  ///< In bytes, when the file was opened.
  /// The text from the offset `from` to the end, with what monit has written since the opening;
  /// empty without `from`.
  std::string text;
};

/// Reads the log at `path`, an absolute path on this host, from the offset `from` (in bytes) to its
/// end; if `from` is nullopt, reads no text. Returns nullopt
/// - if the path is empty, or the file does not exist or cannot be read;
/// - if a user other than root and the calling user can write or replace the file;
/// - if `from` is negative or behind the end, or more than 4 MiB come after `from`.
std::optional<MonitLog> read_monit_log(const std::string& path, std::optional<std::int64_t> from);

}  // namespace pkgmap
