// What `explain` prints, from one Explanation, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns what the plan does with how many checks, in some sentences; an empty text without
/// packages.
std::string explain_headline(const Explanation& explanation);

/// Returns what the plan does with each check, with predictions and evidence. Of kept checks shows
/// only the number, and the reason of those that `also` names; case of ASCII letters does not
/// count. An unknown name in `also` has no effect.
std::string explain_text(const Explanation& explanation, const std::vector<std::string>& also,
                         const Style& style);
Json explain_json(const Explanation& explanation);
/// Returns a graph for dot(1): packages, evidence, and the checks that are not kept, with their
/// dependents. Without packages and checks the graph is empty.
std::string explain_dot(const Explanation& explanation);

}  // namespace pkgmap::cli
