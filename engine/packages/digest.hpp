// Digests of files, by librpmio: the same code that rpm itself trusts.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// One digest that grows piece by piece. Not thread-safe.
class Digest {
 public:
  /// `algorithm` as with digest_of(). An error for an unknown one, or one that the system's policy
  /// forbids (MD5 in FIPS mode).
  static Result<Digest> start(const std::string& algorithm);

  void update(const void* data, std::size_t size);
  /// Lower-case hex. Afterwards the digest is used up: it takes nothing more and says "".
  std::string finish();

 private:
  struct Drop {
    void operator()(void* context) const;
  };
  explicit Digest(void* context) : context_(context) {}
  std::unique_ptr<void, Drop> context_;
};

/// The digest of what an open file descriptor holds, from its beginning to its end, in bounded
/// memory. Its position stays as it is. `algorithm`: "md5", "sha1", "sha256", "sha384", "sha512".
/// Lower-case hex.
Result<std::string> digest_of(int fd, const std::string& algorithm);

/// The same of a regular file; the last component is followed (monit follows it, too). An error
/// says "No such file or directory" and the like. Never blocks on a fifo or a device.
Result<std::string> digest_of_file(const std::string& path, const std::string& algorithm);

}  // namespace pkgmap
