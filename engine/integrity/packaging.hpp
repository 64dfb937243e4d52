// Finds what the headers of installed packages say of a path and of the links on the way to it.
//
// A link in the last component is followed, unless it stands in place of a packaged file: as in
// rpm's own verification, this file is then not as packaged, whatever file the link leads to. As
// thread-safe as the package database.
#pragma once

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Returns what packages say of `file`, which present_file() has returned; an empty Packaging if no
/// package owns any of PresentFile::names. Sets LinkOnWay::packaged and packaged_around of each
/// link of `file`. Fails only if the package database cannot be read; then these members may be set
/// for some links and not for others.
Result<rules::Packaging> packaging_of(rules::PresentFile& file, PackageDatabase& database);

}  // namespace pkgmap
