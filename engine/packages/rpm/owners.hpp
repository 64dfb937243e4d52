// Finds the owners of many paths at once.
//
// librpm's index is fast for a rare base name and slow for a common one, since it reads every
// header with this name. So the index is used as long as it is fast. For the remaining paths one
// pass over all headers, unverified, finds candidates; these are read again, verified. Not
// thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/connection.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap::rpm {

using Owners = std::vector<PackageDatabase::Owned>;

/// Sets one entry of `owners` for each of `paths`, which are absolute and lexically normal: its
/// owners, in any order; may be empty. `by_index` is false if librpm's index must not be
/// used. Fails if the database cannot be read.
Done find_owners(RpmConnection& connection, PathResolver& resolver, bool by_index,
                 const std::vector<std::string>& paths, std::vector<Owners>& owners);

}  // namespace pkgmap::rpm
