// Answers questions about dpkg on a host without a DpkgDatabase: whether dpkg keeps a database,
// whether dpkg installed the host, and which lock files dpkg uses. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

namespace pkgmap::dpkg {

/// Lock files in the administrative directory: first the file of the front ends (apt-get), then the
/// file of dpkg itself.
inline constexpr const char* kLockFiles[] = {"/lock-frontend", "/lock"};

/// Returns whether the directory admin_directory_path(options) has the file `status` of dpkg; false
/// if AdminDirectory::open() fails.
bool has_files_of_dpkg(const DatabaseOptions& options);
/// Returns whether dpkg installed the host, that is, whether dpkg's status has the package dpkg,
/// and this package owns /usr/bin/dpkg; false if dpkg's files cannot be read.
bool installed_the_host(const DatabaseOptions& options);

/// Returns the paths of kLockFiles on the running host, in their order, whether they exist or not;
/// empty if a path in the options is not absolute.
std::vector<std::string> lock_files(const DatabaseOptions& options);

}  // namespace pkgmap::dpkg
