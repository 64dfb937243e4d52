// What `explain` prints about tests that will fail, or fire once, after the transaction. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

enum class Urgency : std::uint8_t { none, low, high };

/// A prediction in words for people. The texts are not yet printable.
struct ToldPrediction {
  std::size_t check = 0;  ///< Its number in the explanation.
  const char* word = "";  ///< "FAIL", "may", "once", "dead" or "stays".
  Urgency urgency = Urgency::none;
  std::string where{};                 ///< FILE:LINE; empty for a check that monit adds.
  std::string what{};                  ///< The test, or what becomes of a file.
  std::vector<std::string> because{};  ///< Further clauses.
  std::string hint{};                  ///< What to do; may be empty.
};

/// Returns the failures first, then what may fail, what fires once, coming dead ends, and changed
/// files that keep their content.
std::vector<ToldPrediction> told_predictions(const Explanation& explanation);

/// Returns a block for each of told_predictions(); an empty text if there is none.
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
