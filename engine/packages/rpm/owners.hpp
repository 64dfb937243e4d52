// Finds the owners of many paths at once.
//
// librpm's index is fast for a rare base name and slow for a common one, since it reads every
// header with this name. So the function uses the index as long as the index is fast. For the
// remaining paths, one pass over all headers without verification finds candidates, and the
// function reads each candidate again with verification, so the damaged header of a candidate makes
// the function fail. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/connection.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap::rpm {

using Owners = std::vector<PackageDatabase::Owned>;

/// Sets `owners` to one list for each of `paths`, in their order: the owners of the path, in any
/// order; empty if there are none. The paths are absolute, as seen from inside the root, and
/// lexically normal (not checked). `resolver` resolves links in directories. The caller passes
/// false as `by_index` if the function must not use librpm's index: if the index is missing, or the
/// root is not "/". Fails if the database cannot be read or a file list is damaged; `owners` then
/// has no defined value.
Done find_owners(RpmConnection& connection, PathResolver& resolver, bool by_index,
                 const std::vector<std::string>& paths, std::vector<Owners>& owners);

}  // namespace pkgmap::rpm
