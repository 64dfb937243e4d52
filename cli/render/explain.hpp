// What `explain` prints, from one Explanation, as text and as JSON (monit-pkgmap-formats(5)). Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a few sentences on one line, without a newline: how many checks the plan suspends, how
/// many get a new baseline, how many tests will fail. Empty if the transaction has no packages.
std::string explain_headline(const Explanation& explanation);

/// Returns the headline, the predictions, and an entry for each check that the plan does not keep,
/// with its decision and evidence (and the reason if the decision is `off`). A kept check has an
/// entry only if its name is in `also`, with its decision and reason; the last line has the number
/// of the remaining kept checks. Case of ASCII letters does not count in names; an unknown name in
/// `also` has no effect.
std::string explain_text(const Explanation& explanation, const CheckNames& also,
                         const Style& style);
/// Returns the object that `explain --json` prints.
Json explain_json(const Explanation& explanation);
/// Returns graph_of(explanation) (graph.hpp) in the language of dot(1).
std::string explain_dot(const Explanation& explanation);

}  // namespace pkgmap::cli
