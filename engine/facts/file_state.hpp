// A file as it is now, or as a header says that it will be, in the words of rules::FileState.
#pragma once

#include <set>
#include <string>

#include "engine/facts/accounts.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/files/root_directory.hpp"
#include "rules/predict/predict.hpp"

namespace pkgmap {

/// Follows links inside the root, as monit does. Digests by these algorithms, as far as the file
/// can be read. A file that is not there does not exist.
rules::FileState state_now(const RootDirectory& root, const std::string& path,
                           const std::set<std::string>& algorithms, const AccountLookup& accounts);

rules::FileState state_shipped(const FileEntry& entry);

}  // namespace pkgmap
