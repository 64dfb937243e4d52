// Reads and writes whole texts through a descriptor, in whatever pieces the kernel takes or gives
// them.
//
// Repeats an interrupted call. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/system/fd.hpp"

namespace pkgmap {

/// Reads from the present position to the end of the file. If there are more than `limit` bytes,
/// returns the first `limit` + 1 bytes, so that the caller sees from their number that there are
/// too many. Returns nullopt after an error, and errno names the error.
std::optional<std::string> read_to_end(int fd, std::size_t limit);

/// Returns a file in memory that has no name (memfd_create(2)) and has these bytes; its position is
/// 0. Returns an empty Fd after an error, which errno names.
Fd unnamed_file(std::string_view bytes);

/// Writes all bytes. Returns false after an error, which errno names; some of the bytes may be
/// written then.
bool write_all(int fd, std::string_view bytes);

}  // namespace pkgmap
