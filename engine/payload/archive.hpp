// Reads the entries of a .rpm's payload, one after another, with the digests of their contents.
//
// Reads the descriptor only forwards, so it may be a pipe. Fails
// - for a package that libarchive finds damaged; the function compares no digest;
// - for more than 1,000,000 entries, a path over 16 KiB, or contents over 64 GiB;
// - for stripped cpio (package format 6, and packages with files over 4 GiB), which libarchive does
//   not understand. rpm::Payload (engine/packages/rpm) reads such a package.
// The message of an Error is a clause: "cannot unpack the payload: ...". For one thread.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

using Entry = PayloadEntry;

/// Reads the .rpm file `fd`, which must be at its beginning. Calls `emit` for each entry and
/// returns the number of entries. The entries come in the order of the payload, with one exception:
/// the entries for the names of a hard-linked file come one after another, at the place where the
/// payload has the content of the file, each with the digests of this content. If the file is
/// empty, they come after all other entries. If the result is an Error, `emit` may already have
/// been called for some entries.
Result<std::uint64_t> read_entries(int fd, const std::function<void(const Entry&)>& emit);

}  // namespace pkgmap::payload
