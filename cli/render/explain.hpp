// What `explain` prints, from one Explanation: text for people, JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// `also`: names of kept checks whose reason is asked for.
std::string explain_text(const Explanation& explanation, const std::vector<std::string>& also,
                         const Style& style);
Json explain_json(const Explanation& explanation);
/// A graph for dot(1): packages, what ties checks to them, and what depends on these checks.
std::string explain_dot(const Explanation& explanation);

}  // namespace pkgmap::cli
