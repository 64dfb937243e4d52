// What the module of rpm does for engine/packages: the package database of librpm, and digests.
//
// The module is a library that the program loads when it first needs librpm, which takes half of
// the time in which the program starts: most commands on a host of dpkg, and some on every host, do
// without. The module has its own copy of the code that it shares with the program, and both are of
// one build. No function throws but std::bad_alloc. Any thread may call rpm_functions(); what its
// functions return is not thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct RpmFunctions {
  const char* version;  ///< PKGMAP_VERSION of the module; another one has other functions.

  /// As open_package_database(), of rpm's database. `options` have a reader.
  Result<std::unique_ptr<PackageDatabase>> (*open)(const DatabaseOptions& options);
  /// Returns the files whose locks a transaction of rpm holds; empty if nobody knows where the
  /// database should be.
  std::vector<std::string> (*lock_files)(const DatabaseOptions& options);

  /// Returns a digest, which the caller gives to finish_digest(). Fails as Digest::start().
  Result<void*> (*start_digest)(const std::string& algorithm);
  void (*update_digest)(void* digest, const void* data, std::size_t size);
  /// Frees the digest, and returns its text in lower-case hex.
  std::string (*finish_digest)(void* digest);
};

/// Returns the functions of the module, which stay as long as the process. Fails with
/// ErrorCode::package_database if the module cannot be loaded or is that of another version; the
/// next call then tries again.
///
/// A process that goes on while its own package may be upgraded or removed calls the function at
/// its start.
Result<const RpmFunctions*> rpm_functions();

}  // namespace pkgmap

/// The only symbol of the module. Weak: the helper programs and tests are linked with it, the
/// program loads it.
extern "C" __attribute__((weak, visibility("default"))) const pkgmap::RpmFunctions pkgmap_rpm;
