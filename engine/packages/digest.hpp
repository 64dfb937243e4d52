// Digests of files, computed by librpmio as rpm does. Failures are Errors with one clause.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// A digest to which data is added piece by piece. Not thread-safe.
class Digest {
 public:
  /// `algorithm` as in digest_of(). Fails for an unknown one, or one that the system's policy
  /// forbids (MD5 in FIPS mode).
  static Result<Digest> start(const std::string& algorithm);

  void update(const void* data, std::size_t size);
  /// Returns lower-case hex, once; an empty string if called again. update() has no effect
  /// afterwards.
  std::string finish();

 private:
  struct Drop {
    void operator()(void* context) const;
  };
  explicit Digest(void* context) : context_(context) {}
  std::unique_ptr<void, Drop> context_;
};

/// Returns the digest of all content of an open file as lower-case hex, in bounded memory, and
/// keeps the file position. `algorithm`: "md5", "sha1", "sha256", "sha384", "sha512".
Result<std::string> digest_of(int fd, const std::string& algorithm);

/// The same for a regular file. Follows a link in the last component, as monit does. Errors: "No
/// such file or directory" and the like. Never blocks on a fifo or a device.
Result<std::string> digest_of_file(const std::string& path, const std::string& algorithm);

}  // namespace pkgmap
