// Reads the entries of a .deb's data.tar, one after another, with the digests of their contents.
// The limits are those of engine/debs/deb_archive.hpp. The message of an Error is a clause: "cannot
// unpack the payload: ...". For one thread.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

/// Returns whether the regular file `fd`, which must be at its beginning, begins as a .deb file
/// does; false if it cannot be read. Sets the position of the descriptor to the beginning again. Of
/// a pipe, the first bytes are lost.
bool is_deb(int fd);

/// Reads the .deb file `fd`, which must be at its beginning. Calls `emit` for each entry of
/// data.tar, in its order, and returns the number of entries. Fails for a damaged package; `emit`
/// may then have been called for some entries.
Result<std::uint64_t> read_deb_entries(int fd,
                                       const std::function<void(const PayloadEntry&)>& emit);

}  // namespace pkgmap::payload
