// The packages of a transaction as dnf 5 tells them, and as monit-pkgmap is told.
//
// Pure but for the look for the files of incoming packages.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/package_cache.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

inline constexpr const char* kManager = "dnf5";

/// What dnf 5 is asked of each package, by the names of its attributes; all are there since 5.1.0.
const std::vector<std::string>& attributes();

/// `members`: an array of objects of attributes(). A package whose reason alone changes moves no
/// file and is left out, as is what dnf 5 may add later. `pid`: the package manager's. The answer
/// is a transaction of docs/formats.md.
Json transaction_of(const Json& members, int pid, PackageCache& cache);

}  // namespace pkgmap::dnf5
