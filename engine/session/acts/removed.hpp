// Which checks went with their package: the package is gone, and with it the control file that
// defined the check. monit still has such a check, off, until it reads its control file again.
//
// The functions fail in no way: if the control file or the package database gives no answer, no
// check counts as removed.
#pragma once

#include "engine/journal/session_record.hpp"
#include "engine/packages/package_database.hpp"
#include "parsers/monitrc/parse.hpp"

namespace pkgmap {

/// The kept_reason of a removed check. It is also true once the package is back.
inline constexpr const char* kRemoved = "its package was removed";

/// Whether a check of the record is removed. For a check that only the cascade suspended, the
/// packages of its prerequisites count. `database` may be null.
bool is_removed(const SuspendedCheck& check, const SessionRecord& record,
                const monitrc::Parsed& parsed, PackageDatabase* database);

/// Whether a check that a resume has found removed still is: no control file defines it again.
bool is_still_removed(const SuspendedCheck& check, const monitrc::Parsed& parsed);

}  // namespace pkgmap
