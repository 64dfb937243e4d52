// Reads the entries of a .rpm's payload, one after another, with the digests of their contents.
//
// Reads the descriptor only forwards. Fails for a damaged package, for too many entries
// (1,000,000), too long paths (16 KiB) or too many bytes (64 GiB), and for stripped cpio (package
// format 6, and files over 4 GiB), which libarchive does not understand; rpm::Payload reads these
// packages. For one thread.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

using Entry = PayloadEntry;

/// Reads the .rpm file `fd`, which must be at its beginning. Calls `emit` for each entry, in the
/// order of the payload, and returns the number of entries. The names of a hard-linked file come
/// one after another, each with the digests of the shared content. If the result is an Error,
/// `emit` may already have been called for some entries.
Result<std::uint64_t> read_entries(int fd, const std::function<void(const Entry&)>& emit);

}  // namespace pkgmap::payload
