// The entries of a .rpm's payload, one after another, with the digests of their contents.
//
// Reads forward from a file descriptor, holds one entry at a time and bounds what it takes.
// Stripped cpio (package format 6, and files over 4 GiB) is not understood by libarchive and
// refused.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::payload {

struct Entry {
  std::string path;        ///< Absolute: "./usr/bin/x" in the payload is "/usr/bin/x".
  std::uint32_t mode = 0;  ///< With the file type.
  std::uint64_t size = 0;
  /// Of regular files only, else empty. All names of a hard-linked file have those of its content,
  /// which the payload has with the last name alone.
  std::string md5;
  std::string sha1;
  std::string sha256;
};

/// Calls `emit` for each entry, in the payload's order but hard links: they come when their content
/// has come. Answers how many there were.
Result<std::uint64_t> read_entries(int fd, const std::function<void(const Entry&)>& emit);

}  // namespace pkgmap::payload
