// Writes to a socket and reads from it, for both kinds of ByteStream. `fd` is a connected,
// non-blocking socket. Each call ends at `until` at the latest (StreamResult::late). For one
// thread, since it calls pulse() (pulse.hpp).
#pragma once

#include <string>
#include <string_view>

#include "engine/monit/byte_stream.hpp"

namespace pkgmap {

/// Sends all bytes. If the result is not ok, the other end may have got a part of them.
StreamResult write_all(int fd, std::string_view bytes, ByteStream::Moment until);
/// Waits for bytes and appends them to `into`: at least one byte if the result is ok.
StreamResult read_some(int fd, std::string& into, ByteStream::Moment until);

}  // namespace pkgmap
