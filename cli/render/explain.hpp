// What `explain` prints, from one Explanation, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a few sentences: how many checks the plan suspends, how many get a new baseline, how
/// many tests will fail. Empty if the transaction has no packages.
std::string explain_headline(const Explanation& explanation);

/// Returns the headline, the predictions, and the decision, reason and evidence for each check that
/// the plan does not keep. Of the kept checks the text has only the number, except those whose
/// names are in `also`: for these the text has decision and reason, too. Case of ASCII letters does
/// not count in names; an unknown name in `also` has no effect.
std::string explain_text(const Explanation& explanation, const CheckNames& also,
                         const Style& style);
/// Returns the object that `explain --json` prints.
Json explain_json(const Explanation& explanation);
/// Returns graph_of(explanation) (graph.hpp) in the language of dot(1).
std::string explain_dot(const Explanation& explanation);

}  // namespace pkgmap::cli
