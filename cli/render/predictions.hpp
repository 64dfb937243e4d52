// What `explain` prints about tests that will fail, or fire once, after the transaction. Pure.
#pragma once

#include <string>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// One block for each prediction, failures first, and one for each changed file that stays. Empty
/// if there is none.
std::string predictions_text(const Explanation& explanation, const Style& style);

/// "; 1 test will FAIL after the update", for the end of the first line; empty if none will.
std::string failures_clause(const Explanation& explanation);

/// The member `predictions` of check number `check`.
Json predictions_json(const Explanation& explanation, std::size_t check);

/// Adds the members of `summary` and returns it.
Json& add_prediction_counts(const Explanation& explanation, Json& summary);

}  // namespace pkgmap::cli
