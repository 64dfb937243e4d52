// Reads the packages of a host as a bundle has them. For one thread. Private to engine/bundle.
#pragma once

#include <memory>

#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"

namespace pkgmap {

/// Returns all installed packages, never null. A package that the audit is about (it owns a file
/// that a check names, or a rule names it) has its whole file list; any other package has only the
/// files that checks or enabled units name. `host` is complete: its units and the facts of its
/// checks say which files these are. Fails if the database cannot be read.
Result<std::shared_ptr<RecordedPackages>> record_packages(const Audit& audit,
                                                          const RecordedHost& host,
                                                          PackageDatabase& database);

}  // namespace pkgmap
