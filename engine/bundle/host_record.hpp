// The facts of a host as a bundle has them, and the files that belong to them. Private to
// engine/bundle.
#pragma once

#include "engine/bundle/bundle_tree.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the facts that the audit rests on, without packages and files.
RecordedHost record_host(const Audit& audit, const Settings& settings);

/// Adds the ways to everything that checks name and that packages have, and the texts of units.
void add_files_of(const Audit& audit, const RecordedHost& host, const RecordedPackages& packages,
                  const Settings& settings, BundleTree& tree);

}  // namespace pkgmap
