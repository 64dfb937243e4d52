// Writes to a socket and reads from it, for both kinds of ByteStream. Each call ends at `until` at
// the latest. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "engine/monit/byte_stream.hpp"

namespace pkgmap {

/// Sends all bytes, or fails.
StreamResult write_all(int fd, std::string_view bytes, ByteStream::Moment until);
/// Waits for bytes and appends them to `into`: at least one byte if the result is ok.
StreamResult read_some(int fd, std::string& into, ByteStream::Moment until);

}  // namespace pkgmap
