// What `explain` prints, from one Explanation, as text and as JSON (docs/formats.md). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// `also` has the names of kept checks whose reasons to show.
std::string explain_text(const Explanation& explanation, const std::vector<std::string>& also,
                         const Style& style);
Json explain_json(const Explanation& explanation);
/// A graph for dot(1): packages, evidence, checks and their dependents.
std::string explain_dot(const Explanation& explanation);

}  // namespace pkgmap::cli
