// The packages of a host as a bundle has them. Private to engine/bundle.
#pragma once

#include <memory>

#include "engine/packages/package_database.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"

namespace pkgmap {

/// Returns all installed packages, with the file lists of those that the audit is about: that own
/// what a check names, or that a rule names. Fails if the database cannot be read.
Result<std::shared_ptr<RecordedPackages>> record_packages(const Audit& audit,
                                                          const RecordedHost& host,
                                                          PackageDatabase& database);

}  // namespace pkgmap
