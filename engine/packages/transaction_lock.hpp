// Whether rpm is in the midst of a transaction, whoever runs it: by the lock that librpm holds
// meanwhile.
//
// The lock is one of fcntl(2) on a file that only root may write. Any user who may read the file
// can hold a lock for reading on it: that is none of a transaction, and is passed over. No threads.
#pragma once

#include <optional>
#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Where librpm has it on this host: the root is in it.
Result<std::string> transaction_lock_path(const DatabaseOptions& options);

/// Who holds it: a pid, or 0 for a process that cannot be seen from here, as in another container.
/// nullopt: nobody does, or the file is not there. Waits for nobody and makes nothing.
std::optional<int> holder_of_transaction_lock(const std::string& path);

}  // namespace pkgmap
