// Where systemd units and init scripts are defined, read from the files alone:
// the same answer on a live host and below --root (systemd.unit(5), UNIT FILE LOAD PATH).
#pragma once

#include "engine/system/path_resolver.hpp"
#include "rules/facts.hpp"
#include "rules/unit_reference.hpp"

namespace pkgmap {

/// Follows aliases and templates. A unit that does not exist yet gets the path at which a package
/// would bring it.
rules::UnitFact find_unit(PathResolver& paths, const rules::UnitReference& reference);

}  // namespace pkgmap
