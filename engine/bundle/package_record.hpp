// Reads the packages of a host as a bundle has them. For one thread. Private to engine/bundle.
#pragma once

#include <memory>

#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"

namespace pkgmap {

/// Returns all installed packages, never null. A package of Audit::facts (which owns a file that a
/// check names, or which a rule of the policy names) has its whole file list. Every other package
/// has only those of its files whose base names checks or enabled units mention. `host` is what
/// record_host() returned: its units and checks say which base names these are. Fails if the
/// database cannot be read.
Result<std::shared_ptr<RecordedPackages>> record_packages(const Audit& audit,
                                                          const RecordedHost& host,
                                                          PackageDatabase& database);

}  // namespace pkgmap
