// Whole texts through a descriptor, in whatever pieces the kernel takes or gives them.
//
// An interrupted call is repeated. Safe on any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/system/fd.hpp"

namespace pkgmap {

/// Reads to the end. Of more than `limit` bytes it returns only the first ones, but more than
/// `limit`, so that the caller can refuse them. Returns nullopt after an error, which errno names.
std::optional<std::string> read_to_end(int fd, std::size_t limit);

/// Returns a file without a name that has these bytes, to be read from the beginning. Empty after
/// an error, which errno names.
Fd unnamed_file(std::string_view bytes);

/// Returns false after an error, which errno names; some of the bytes may be written then.
bool write_all(int fd, std::string_view bytes);

}  // namespace pkgmap
