// Reads the packages of a host as a bundle has them. For one thread. Private to engine/bundle.
#pragma once

#include <memory>

#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"

namespace pkgmap {

/// Returns all installed packages, never null. A package with the name of one in Audit::facts
/// (which owns a file that a check names, or which a rule of the policy names) has its whole file
/// list. Every other package has only the files that files_named_by() chooses for the checks, and
/// those with the base name of a file of an enabled unit. `host` is what record_host() returned,
/// with these checks and units. Fails if the database cannot be read.
Result<std::shared_ptr<RecordedPackages>> record_packages(const Audit& audit,
                                                          const RecordedHost& host,
                                                          PackageDatabase& database);

}  // namespace pkgmap
