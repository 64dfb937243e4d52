// Converts the packages of a transaction from dnf 5's form into that of monit-pkgmap.
//
// Pure, except that it looks for the files of incoming packages. Never fails.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/package_cache.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

inline constexpr const char* kManager = "dnf5";

/// The attributes of a package that dnf 5 is asked for; all exist since 5.1.0.
const std::vector<std::string>& attributes();

/// `members` is an array of objects with attributes(); `pid` is that of the package manager.
/// Returns a transaction of docs/formats.md. Leaves out a package of which only the reason changes,
/// since no file changes, and actions that this version does not know.
Json transaction_of(const Json& members, int pid, PackageCache& cache);

}  // namespace pkgmap::dnf5
