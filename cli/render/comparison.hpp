// What `history --against` prints: how a session differs from the plan made before it, as text and
// as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/against.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a headline, and an entry for each check that differs.
std::string comparison_text(const Comparison& comparison, const Style& style);
/// Returns the object that `history --against --json` prints.
Json comparison_json(const Comparison& comparison);

}  // namespace pkgmap::cli
