// Collects the facts of a host in the form in which a bundle has them, and the files that queries
// need in addition to these facts. For one thread; cannot fail. Private to engine/bundle.
#pragma once

#include "engine/bundle/bundle_tree.hpp"
#include "engine/queries/audit.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// Returns the facts on which `audit` rests; RecordedHost::packages and RecordedHost::files stay
/// empty.
RecordedHost record_host(const Audit& audit, const Settings& settings);

/// Adds to `tree` what the queries will read. `host` is what record_host() returned, `packages`
/// what record_packages() returned.
///
/// Without their contents:
/// - the files that checks name, and the directories and links on the way to these files;
/// - the directory of each file of `packages` that files_named_by() chooses, but not the file
///   itself;
/// - links that many paths lead through, such as /bin and /lib, and the links to units of systemd.
///
/// With a part of their contents, if it can be read:
/// - the files of `check file`, with their digests;
/// - the directories of `check directory`, with the ways to their entries (BundleTree::add_list());
/// - units of systemd, with their texts, in which masked_unit() has hidden the secrets.
void add_files_of(const Audit& audit, const RecordedHost& host, const RecordedPackages& packages,
                  const Settings& settings, BundleTree& tree);

}  // namespace pkgmap
