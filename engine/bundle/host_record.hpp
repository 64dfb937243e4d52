// Makes the facts of a host as a bundle has them, and adds the files that queries need besides. For
// one thread; cannot fail. Private to engine/bundle.
#pragma once

#include "engine/bundle/bundle_tree.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the facts on which `audit` rests; RecordedHost::packages and RecordedHost::files stay
/// empty.
RecordedHost record_host(const Audit& audit, const Settings& settings);

/// Adds to `tree` the directories and links on the way to the files that checks or `packages` name,
/// with these files' status, the digests of watched files, and the texts of units without secrets.
/// A content that cannot be read is left out.
void add_files_of(const Audit& audit, const RecordedHost& host, const RecordedPackages& packages,
                  const Settings& settings, BundleTree& tree);

}  // namespace pkgmap
