// Whether a range of versions, such as that of an obsoletes, has a package, as librpm compares
// versions. Opens no database. Pure.
#pragma once

#include "engine/packages/package_database.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rpm {

/// Returns false for a package of another name.
bool obsoletes(const Obsoleted& range, const rules::Nevra& package);

}  // namespace pkgmap::rpm
