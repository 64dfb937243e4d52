// Writes to a socket and reads from it, for both kinds of ByteStream. Each call ends at `until` at
// the latest. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "engine/monit/byte_stream.hpp"

namespace pkgmap {

/// As ByteStream::write().
StreamResult write_all(int fd, std::string_view bytes, ByteStream::Moment until);
/// As ByteStream::read().
StreamResult read_some(int fd, std::string& into, ByteStream::Moment until);

}  // namespace pkgmap
