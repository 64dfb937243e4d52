// What a host says of dpkg without its package database being opened: whether dpkg keeps one,
// whether it installed the host, and with which files it locks its transactions. Any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"

namespace pkgmap::dpkg {

/// Below the administrative directory: the lock of the front ends (apt-get), that of dpkg itself.
inline constexpr const char* kLockFiles[] = {"/lock-frontend", "/lock"};

/// Returns whether the directory of the options has dpkg's files.
bool has_files_of_dpkg(const DatabaseOptions& options);
/// Returns whether dpkg installed the host: its status has the package dpkg, which owns
/// /usr/bin/dpkg.
bool installed_the_host(const DatabaseOptions& options);

/// Returns the paths of kLockFiles; empty if the options name no directory.
std::vector<std::string> lock_files(const DatabaseOptions& options);

}  // namespace pkgmap::dpkg
