// One entry of the payload of a .rpm or .deb file, with the digests of its content. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/packages/digest.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct PayloadEntry {
  std::string path;        ///< Absolute: "./usr/bin/x" in the payload is "/usr/bin/x".
  std::uint32_t mode = 0;  ///< With the file type.
  std::uint64_t size = 0;  ///< Bytes of the content; 0 for anything but a regular file.
  /// Digests in lower-case hex; only for regular files, else empty. Every name of a hard-linked
  /// file has the digests of the content, which the payload stores with only one of the names.
  std::string md5;
  std::string sha1;
  std::string sha256;
};

/// The three digests of one content, computed piece by piece.
class EntryDigests {
 public:
  /// Fails as RunningDigest::start() does for one of the algorithms.
  static Result<EntryDigests> start();

  /// Adds the next `size` bytes of the content.
  void update(const void* data, std::size_t size);
  /// Sets the digests of `entry`. The caller calls the function once, after the last update().
  void finish(PayloadEntry& entry);

 private:
  EntryDigests(RunningDigest md5, RunningDigest sha1, RunningDigest sha256);

  RunningDigest md5_;
  RunningDigest sha1_;
  RunningDigest sha256_;
};

}  // namespace pkgmap
