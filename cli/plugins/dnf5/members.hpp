// Converts the packages of a transaction from dnf 5's form into that of monit-pkgmap.
//
// Pure, except that it looks for the files of incoming packages. Never fails.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/package_cache.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::dnf5 {

/// The name of dnf 5 in a transaction and in a session.
inline constexpr const char* kManager = "dnf5";

/// Returns the names of the attributes to ask dnf 5 for; all exist since 5.1.0.
const std::vector<std::string>& attributes();

/// Returns a transaction (monit-pkgmap-formats(5), Transaction). `members` is an array of objects
/// with attributes(), all of them texts; a value that is no array gives no items. A missing epoch
/// counts as "0", any other missing attribute as empty. `pid` is the pid of dnf 5. `cache` finds
/// the files of the incoming packages; the item of a package whose file is not found has no file.
///
/// Leaves out:
/// - a package without a name;
/// - a package whose files stay as they are, since only its reason changes (installed by a person,
///   or as a dependency);
/// - a package with an action that this version does not know.
Json transaction_of(const Json& members, int pid, PackageCache& cache);

}  // namespace pkgmap::dnf5
