// Digests of files, which librpmio computes as for rpm (rpm_module.hpp). The message of an Error is
// one clause.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "engine/packages/rpm_module.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/digest.hpp"

namespace pkgmap {

/// A digest to which data is added piece by piece. Not thread-safe.
class RunningDigest {
 public:
  /// Fails for an algorithm that is unknown, or that the policy of the system forbids (MD5 in FIPS
  /// mode), and if librpm cannot be loaded.
  static Result<RunningDigest> start(const Algorithm& algorithm);

  /// Adds `size` bytes.
  void update(const void* data, std::size_t size);
  /// Returns the digest in lower-case hex; an empty text from the second call on. update() has no
  /// effect after finish().
  std::string finish();

 private:
  struct Drop {
    const RpmFunctions* functions;
    void operator()(void* context) const;
  };
  using Context = std::unique_ptr<void, Drop>;
  explicit RunningDigest(Context context) : context_(std::move(context)) {}
  Context context_;
};

/// Returns the digest of the whole content of the open file `fd` in lower-case hex. Needs bounded
/// memory, and leaves the file position unchanged. Fails as RunningDigest::start() does, or if the
/// file cannot be read.
Result<std::string> digest_of(int fd, const Algorithm& algorithm);

/// Returns the digest of the regular file at `path`. Follows a link in the last component, as monit
/// does. Errors: "No such file or directory" and the like. Never blocks on a fifo or a device.
Result<std::string> digest_of_file(const std::string& path, const Algorithm& algorithm);

}  // namespace pkgmap
