// What `explain` prints about tests that will fail, or fire once, after the transaction. Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns a block for each prediction, failures first, then a block for each changed file that
/// keeps its content. Empty if there is neither.
std::string predictions_text(const Explanation& explanation, const Style& style);

/// Returns a clause for the end of the first line: "; 1 test will FAIL after the update". Empty if
/// no test will fail.
std::string failures_clause(const Explanation& explanation);

/// Returns the member `predictions` of check number `check` of the explanation; an empty array if
/// the check has no prediction or there is no such check.
Json predictions_json(const Explanation& explanation, std::size_t check);

/// Returns the member `dead_ends` of the check, likewise.
Json dead_ends_json(const Explanation& explanation, std::size_t check);

/// Sets `predicted_failures` and `predicted_events` in `summary`. Returns `summary`.
Json& add_prediction_counts(const Explanation& explanation, Json& summary);

}  // namespace pkgmap::cli
