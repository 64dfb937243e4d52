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
  /// Fails if librpm does not know the algorithm, if the policy of the system forbids it (MD5 in
  /// FIPS mode), or if librpm cannot be loaded.
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

/// Returns the digest of the content of the regular file at `path`, a path of the running host, in
/// lower-case hex. Follows links, also one in the last component, as monit does. Fails as
/// digest_of() does, or if there is no regular file at `path`. The message of an Error names the
/// path, unless RunningDigest::start() fails. Never blocks on a fifo or a device.
Result<std::string> digest_of_file(const std::string& path, const Algorithm& algorithm);

}  // namespace pkgmap
