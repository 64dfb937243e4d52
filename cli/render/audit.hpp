// What `audit` prints: text for people, JSON for programs.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/audit.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// A table of the checks, then the findings. Checks without a package stand in the table only.
std::string audit_text(const Audit& audit, const Style& style);
Json audit_json(const Audit& audit);

}  // namespace pkgmap::cli
