// The owners of many paths at once.
//
// librpm's index costs little for a rare base name and a lot for a popular one: it reads every
// header that has the name. So the index is asked as long as that goes fast. For what is left, one
// pass over all headers, unverified, finds those that have one of the paths; these are read again,
// verified, before they answer.
#pragma once

#include <string>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/packages/rpm/connection.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap::rpm {

using Owners = std::vector<PackageDatabase::Owned>;

/// One entry of `owners` for each of the clean `paths`. `by_index`: librpm's index may be asked.
Done find_owners(RpmConnection& connection, PathResolver& resolver, bool by_index,
                 const std::vector<std::string>& paths, std::vector<Owners>& owners);

}  // namespace pkgmap::rpm
