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

/// Adds to `tree`, without their contents: the files that checks name, and the directories and
/// links on the way to them; the directories of those files of `packages` that a check may name.
/// Adds also the digests of the files of `check file`, the entries of the directories of `check
/// directory`, and the texts of units, with masked secrets. Leaves out a content that cannot be
/// read.
void add_files_of(const Audit& audit, const RecordedHost& host, const RecordedPackages& packages,
                  const Settings& settings, BundleTree& tree);

}  // namespace pkgmap
