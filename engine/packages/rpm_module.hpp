// The interface between engine/packages and the module of rpm, which has the package database of
// librpm and computes digests.
//
// The module is a library that the program loads when it first needs librpm: to load librpm takes
// as long as half of the program's start, and many commands do not need it. The module has its own
// copy of the code that it shares with the program; both come from one build. No function throws
// anything but std::bad_alloc. Any thread may call rpm_functions(); the objects that the module's
// functions return are not thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// The functions of the module.
struct RpmFunctions {
  const char* version;  ///< PKGMAP_VERSION of the module; must be that of the program.

  /// Reads rpm's settings, so that the first call of another function is quicker; without this
  /// call, the first call of another function reads them. Reports no failure: the other functions
  /// report what is wrong with the settings.
  void (*prepare)();

  /// Opens rpm's database, as open_package_database() does. DatabaseOptions::reader must not be
  /// null.
  Result<std::unique_ptr<PackageDatabase>> (*open)(const DatabaseOptions& options);
  /// Returns the files whose locks a transaction of rpm holds; empty if the place of the database
  /// is unknown.
  std::vector<std::string> (*lock_files)(const DatabaseOptions& options);
  /// Returns whether a package is in a range of versions, as rpm compares versions. False for a
  /// package of another name.
  bool (*obsoletes)(const Obsoleted& range, const rules::Nevra& package);

  /// Returns a handle of a new digest, which the caller must give to finish_digest(). Fails as
  /// RunningDigest::start().
  Result<void*> (*start_digest)(const Algorithm& algorithm);
  /// Adds `size` bytes to the digest.
  void (*update_digest)(void* digest, const void* data, std::size_t size);
  /// Frees the digest, and returns its text in lower-case hex.
  std::string (*finish_digest)(void* digest);
};

/// Loads the module at the first call, and returns its functions, which are valid until the process
/// ends. Fails with ErrorCode::package_database if the module cannot be loaded or belongs to
/// another version of this program; the next call then tries again.
///
/// A process that runs during a transaction calls the function at its start, since the transaction
/// may replace or remove the file of the module.
Result<const RpmFunctions*> rpm_functions();

/// Begins to load the module and to read rpm's settings, in a thread of its own, in which all
/// signals are blocked. The next rpm_functions(), and the end of the process, wait for this thread.
/// Only saves time: what fails here, rpm_functions() tries again. A second call has no effect. As
/// long as the thread runs, a child that the process forks must call exec(3) or _exit(2), since the
/// child does not have the thread.
void begin_to_load_rpm();

}  // namespace pkgmap

/// The only symbol of the module. Weak, since the confined programs and the tests are linked with
/// the module, while the program loads it by dlopen(3).
extern "C" __attribute__((weak, visibility("default"))) const pkgmap::RpmFunctions pkgmap_rpm;
