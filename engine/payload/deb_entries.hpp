// Reads the entries of a .deb's data.tar, one after another, with the digests of their contents.
// For one thread.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

/// Returns whether the file begins as a .deb file does. Leaves the position of the descriptor at
/// the beginning of the file.
bool is_deb(int fd);

/// Does for the .deb file `fd`, at its beginning, what read_entries() (archive.hpp) does for a .rpm
/// file.
Result<std::uint64_t> read_deb_entries(int fd,
                                       const std::function<void(const PayloadEntry&)>& emit);

}  // namespace pkgmap::payload
