// Compares versions as librpm does. Opens no database. Pure.
#pragma once

#include "engine/packages/package_database.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rpm {

/// Returns whether the version of `package` is in the range `range`, such as that of an obsoletes.
/// Returns false for a package of another name.
bool obsoletes(const Obsoleted& range, const rules::Nevra& package);

}  // namespace pkgmap::rpm
