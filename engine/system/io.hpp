// Whole texts through a descriptor, in whatever pieces the kernel takes or gives them.
//
// An interrupted call is repeated. Safe on any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pkgmap {

/// Reads to the end. Of more than `limit` bytes it returns only the first ones, but more than
/// `limit`, so that the caller can refuse them. Returns nullopt after an error, which errno names.
std::optional<std::string> read_to_end(int fd, std::size_t limit);

/// Returns false after an error, which errno names; some of the bytes may be written then.
bool write_all(int fd, std::string_view bytes);

}  // namespace pkgmap
