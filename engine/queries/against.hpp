// Compares a plan that `explain` made before a transaction with the session of this transaction:
// what was suspended, and what fails now.
//
// Reads the plan and the session as JSON (monit-pkgmap-formats(5)). Changes no check and no file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap {

/// How a check differs from the plan.
enum class Difference : std::uint8_t {
  none,
  more,     ///< It was suspended, and the plan did not say so.
  less,     ///< It was not suspended, although the plan said so.
  fails,    ///< It fails now, and no failure was predicted.
  works,    ///< It does not fail now, although a failure was predicted.
  unknown,  ///< A failure was predicted, and monit does not say whether it fails.
};
/// Returns the word of the enumeration.
const char* name_of(Difference difference);

struct ComparedCheck {
  std::string name;
  std::string predicted;   ///< "suspend", "keep" or "off"; empty if the plan does not have it.
  bool suspended = false;  ///< In the session.
  std::string failure;     ///< What the plan predicts of its tests: "fails", "unknown" or empty.
  rules::Watch now = rules::Watch::unknown;
  Difference difference = Difference::none;
  std::string reason;  ///< Why the plan decides so, one clause; may be empty.
};

struct Comparison {
  std::string session;                ///< Its id.
  std::string began;                  ///< When it began, as in the history.
  std::string made;                   ///< When the plan was made.
  bool at_least = false;              ///< The plan says that it may lack checks.
  bool states_known = false;          ///< Whether monit has answered.
  std::vector<ComparedCheck> checks;  ///< Those that the plan or the session touches.
  std::vector<std::string> notes;     ///< What makes the comparison less certain; a sentence each.

  std::size_t differences() const;
};

using Watches = std::map<std::string, rules::Watch>;

/// Compares a plan, as `explain --out` keeps it, with a session. `watches`: what monit says now of
/// the checks by their names; empty if monit does not answer. Pure.
Comparison compare(const Json& plan, const Json& session, const Watches& watches);

/// Finds the session in the history and compares: the one with this id, or the last one if `id` is
/// empty. Asks monit what it says now. Fails with ErrorCode::usage if there is no such session, if
/// no session began since the plan was made, or if plan and session are about different monits.
Result<Comparison> compare_with_history(const Settings& settings, const Json& plan,
                                        const std::string& id);

}  // namespace pkgmap
