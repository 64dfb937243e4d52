// What `audit` prints, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/audit.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A table of the checks, then the findings, without those on checks that belong to no package.
std::string audit_text(const Audit& audit, const Style& style);
Json audit_json(const Audit& audit);

}  // namespace pkgmap::cli
