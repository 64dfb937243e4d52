// What `audit` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/audit.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns whether the administrator should act at once on a finding of this kind.
bool is_urgent(rules::FindingKind kind);

/// Returns how many checks, packages and findings there are: two sentences on one line, without a
/// newline. Findings of the kind `unowned` (a check belongs to no package) do not count, since the
/// first sentence says how many checks belong to no package.
std::string audit_headline(const Audit& audit);

/// Returns audit_headline(), wrapped, a table of the checks, and the findings if there are any;
/// ends with a newline. Leaves out findings of the kind `unowned`, since the table shows the same.
/// Without checks the table has only its head.
std::string audit_text(const Audit& audit, const Style& style);
/// Returns the object that `audit --json` prints. `host` is what place_of_answers()
/// (engine/queries/place.hpp) returns.
Json audit_json(const Audit& audit, const std::string& host);

}  // namespace pkgmap::cli
