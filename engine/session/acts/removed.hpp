// Says which checks are removed: the package is gone, and with it the control file that defined the
// check. monit still has such a check, off, until it reads its control file again.
//
// The functions cannot fail: if the control file has an error or the package database gives no
// answer, no check counts as removed. For one thread.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/monitrc/parse.hpp"

namespace pkgmap {

/// The kept_reason of a removed check. The text is also true once the package is back.
inline constexpr const char* kRemoved = "its package was removed";

/// Returns whether a package with this name is installed. False for a package that dpkg has removed
/// without its configuration files. True if the database gives no answer.
bool is_installed(PackageDatabase& database, const std::string& package);

/// Returns whether a check of the record is removed: no control file defines it, and none of its
/// packages is installed (is_installed()). A check without packages, which only the cascade
/// suspended, has the packages of its prerequisites here; without any package the answer is false.
/// `parsed`: the control file on disk. `database` may be null: then the answer is false.
bool is_removed(const SuspendedCheck& check, const SessionRecord& record,
                const monitrc::Parsed& parsed, PackageDatabase* database);

/// Returns whether a check with SuspendedCheck::removed is still removed: no control file defines
/// it again. False without SuspendedCheck::removed.
bool is_still_removed(const SuspendedCheck& check, const monitrc::Parsed& parsed);

}  // namespace pkgmap
