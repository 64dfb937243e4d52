// What the headers of installed packages say of a path and of the links on the way to it.
//
// Like rpm's own verification: the last component is not followed, and a file in place of which a
// link stands is not as packaged, whatever the link leads to.
#pragma once

#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

/// Of a file as present_file() found it; also fills in which of its links are packaged. An Error is
/// one of the package database.
Result<rules::Packaging> packaging_of(rules::PresentFile& file, PackageDatabase& database);

}  // namespace pkgmap
