// Compares a plan that `explain` made before a transaction with the session of this transaction:
// which checks were suspended, and which fail now.
//
// Reads the plan and the session as JSON (monit-pkgmap-formats(5)). Changes no check and no file.
// For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/json/json.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/audit/findings.hpp"

namespace pkgmap {

/// How a check differs from the plan. A difference in the suspension (`more`, `less`) counts before
/// a difference in the tests.
enum class Difference : std::uint8_t {
  none,
  more,  ///< It was suspended, and the plan did not say so.
  less,  ///< It was not suspended, although the plan said so.
  /// It fails now, or is off after the session had resumed it, and no failure was predicted.
  fails,
  works,    ///< It does not fail now, although a failure was predicted.
  unknown,  ///< A failure was predicted, and monit does not say whether the check fails.
};
/// Returns the word for it in monit-pkgmap-formats(5): "none", "more", …
const char* name_of(Difference difference);

/// A check that the plan or the session touches.
struct ComparedCheck {
  CheckName name;
  std::string predicted;   ///< "suspend", "keep" or "off"; empty if the plan lacks the check.
  bool suspended = false;  ///< The session suspended it.
  /// What the plan predicts of its tests: "fails" if one will fail; else "unknown" if one may fail;
  /// else empty.
  std::string failure;
  /// What monit says of the check now.
  rules::Watch now = rules::Watch::unknown;
  Difference difference = Difference::none;
  std::string reason;  ///< Why the plan decides so, as a clause; may be empty.
};

struct Comparison {
  std::string session;    ///< Id of the session.
  std::string began;      ///< When the session began, as in the history: "2026-01-31T12:00:00Z".
  std::string made;       ///< When the plan was made, in the same form.
  bool at_least = false;  ///< The plan says that it may lack checks.
  bool states_known = false;          ///< monit has answered.
  std::vector<ComparedCheck> checks;  ///< The checks that the plan or the session touches.
  std::vector<std::string> notes;     ///< What makes the comparison less certain; a sentence each.

  /// How many checks have another difference than Difference::none.
  std::size_t differences() const;
};

/// What monit says of each check, by the name of the check.
using Watches = std::map<std::string, rules::Watch, LessByName>;

/// Compares a plan, as `explain --out` writes it, with a session, as the history has it. `watches`:
/// what monit says now; empty if monit does not answer, so that states_known becomes false. A
/// member that the JSON lacks counts as empty. Pure.
Comparison compare(const Json& plan, const Json& session, const Watches& watches);

/// Compares the plan with a session of the history: with the session that has this id, or, if `id`
/// is empty, with the session that was added last. Asks monit what it says now; if monit does not
/// answer, Comparison::states_known is false. ErrorCode::usage if there is no such session, if `id`
/// is empty and the last session began before the plan was made, or if plan and session are about
/// different monits. Also an Error if the history cannot be read.
Result<Comparison> compare_with_history(const Settings& settings, const Json& plan,
                                        const std::string& id);

}  // namespace pkgmap
