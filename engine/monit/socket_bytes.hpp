// Writing to a socket and reading from it, for both kinds of ByteStream. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "engine/monit/byte_stream.hpp"

namespace pkgmap {

StreamResult write_all(int fd, std::string_view bytes, ByteStream::Moment until);
/// Waits for bytes and appends them; at least one if the result is ok.
StreamResult read_some(int fd, std::string& into, ByteStream::Moment until);

}  // namespace pkgmap
