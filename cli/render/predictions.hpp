// What `explain` prints about tests that will fail, or act once, after the transaction. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/screen.hpp"
#include "engine/queries/explain.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// How much a prediction matters to the administrator.
enum class Urgency : std::uint8_t { none, low, high };

/// A prediction in words for people. The texts are not printable() yet.
struct ToldPrediction {
  std::size_t check = 0;  ///< Number of the check in the explanation, from 0.
  /// What will happen:
  /// - "FAIL": the test will fail;
  /// - "once": the test will fire once;
  /// - "dead": a dead end, that is, the check will name something that does not exist;
  /// - "may": the test may fail, or the dead end is not certain;
  /// - "stays": a file with local changes keeps its content.
  const char* word = "";
  Urgency urgency = Urgency::none;
  std::string where{};                 ///< FILE:LINE; empty for a check that monit adds itself.
  std::string what{};                  ///< The test, or what becomes of a file.
  std::vector<std::string> because{};  ///< Reasons and effects, a clause each.
  std::string hint{};                  ///< What to do; may be empty.
};

/// Returns the predictions in groups: tests that are "FAIL", tests that are "may", tests that are
/// "once", dead ends ("dead" and "may" mixed), and files that are "stays". Each group has the order
/// of the checks.
std::vector<ToldPrediction> told_predictions(const Explanation& explanation);

/// Returns a block for each of told_predictions(); an empty text if there is none.
std::string predictions_text(const Explanation& explanation, const Style& style);

/// Returns a clause for the end of the first line: "; 1 test will FAIL after the update". Empty if
/// no test will fail.
std::string failures_clause(const Explanation& explanation);

/// Returns the member `predictions` of check number `check` of the explanation; an empty array if
/// the check has no prediction or there is no such check.
Json predictions_json(const Explanation& explanation, std::size_t check);

/// Returns the member `dead_ends` of check number `check` of the explanation; an empty array if the
/// check has no dead end or there is no such check.
Json dead_ends_json(const Explanation& explanation, std::size_t check);

/// Sets the members `predicted_failures` (tests that are "FAIL") and `predicted_events` (tests that
/// are "once") of `summary`, and returns `summary`.
Json& add_prediction_counts(const Explanation& explanation, Json& summary);

}  // namespace pkgmap::cli
