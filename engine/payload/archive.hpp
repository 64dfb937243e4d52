// The entries of a .rpm's payload, one after another, with the digests of their contents.
//
// Reads forward from a file descriptor, holds one entry at a time and bounds what it takes.
// Stripped cpio (package format 6, and files over 4 GiB) is not understood by libarchive and
// refused; rpm::Payload reads it.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/packages/payload_entry.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::payload {

using Entry = PayloadEntry;

/// Calls `emit` for each entry, in the payload's order but hard links: they come when their content
/// has come. Answers how many there were.
Result<std::uint64_t> read_entries(int fd, const std::function<void(const Entry&)>& emit);

}  // namespace pkgmap::payload
