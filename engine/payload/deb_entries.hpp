// The entries of a .deb's data.tar, one after another, with the digests of their contents.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

/// Returns whether the file begins as a .deb does; leaves the descriptor at its beginning.
bool is_deb(int fd);

/// As read_entries(), for a .deb file at its beginning.
Result<std::uint64_t> read_deb_entries(int fd,
                                       const std::function<void(const PayloadEntry&)>& emit);

}  // namespace pkgmap::payload
