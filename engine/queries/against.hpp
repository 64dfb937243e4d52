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

/// How a check differs from the plan. If a check differs in its suspension (`more`, `less`) and in
/// its tests (`fails`, `works`, `unknown`), the suspension decides. "Predicted" means
/// ComparedCheck::failure "fails"; a check for which a failure is "unknown" differs in its
/// suspension only.
enum class Difference : std::uint8_t {
  none,
  more,  ///< It was suspended, and the plan did not say so.
  less,  ///< It was not suspended, although the plan said so.
  /// No failure was predicted, but the check fails now, or is off although the session resumed it.
  fails,
  works,  ///< A failure was predicted, but monit monitors the check, which does not fail.
  /// A failure was predicted, and monit cannot say whether the check fails: the session did not
  /// resume the check and it is off, monit does not have it or has not tested it yet, or monit does
  /// not answer.
  unknown,
};
/// Returns the word for it in monit-pkgmap-formats(5): "none", "more", …
const char* name_of(Difference difference);

/// A check that the session suspended, that the plan wants to suspend, or for which the plan
/// predicts a failure.
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
  bool states_known = false;  ///< monit has answered.
  /// First those that the plan has, in its order; then the remaining ones, sorted by name.
  std::vector<ComparedCheck> checks;
  std::vector<std::string> notes;  ///< What makes the comparison less certain; a clause each.

  /// How many checks have another difference than Difference::none.
  std::size_t differences() const;
};

/// What monit says of each check, by the name of the check.
using Watches = std::map<std::string, rules::Watch, LessByName>;

/// Compares a plan, as `explain --out` writes it, with a session, as the history has it. `watches`:
/// what monit says now; empty if monit does not answer: Comparison::states_known is then false. A
/// member that the JSON lacks counts as empty. Pure.
Comparison compare(const Json& plan, const Json& session, const Watches& watches);

/// Compares the plan with the session of the history that has this id or, if `id` is empty, with
/// the last session of the history. Asks monit what it says now; if monit does not answer,
/// Comparison::states_known is false.
///
/// Fails with ErrorCode::usage
/// - if the history has no session with this id or, with an empty `id`, no session at all;
/// - if `id` is empty and the last session began before the plan was made;
/// - if plan and session are about different monits.
/// Also fails if the history cannot be read.
Result<Comparison> compare_with_history(const Settings& settings, const Json& plan,
                                        const std::string& id);

}  // namespace pkgmap
