// What `audit` prints, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/audit.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Whether a finding of this kind asks for action at once.
bool is_urgent(rules::FindingKind kind);

/// Returns how many checks, packages and findings there are, in two sentences.
std::string audit_headline(const Audit& audit);

/// Returns a headline, a table of the checks, and the findings if there are any. Leaves out
/// findings of the kind `unowned`, which the table shows. The table of no checks has only its head.
std::string audit_text(const Audit& audit, const Style& style);
/// `host` names the host, or the other root.
Json audit_json(const Audit& audit, const std::string& host);

}  // namespace pkgmap::cli
