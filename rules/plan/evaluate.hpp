// Makes the plan of a transaction: which checks it suspends, and why.
//
// Pure: the same facts and policy give the same plan, so the commands `explain` and `suspend`
// cannot disagree (docs/design.md, P6). Never fails.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/dependencies.hpp"
#include "rules/evidence/evidence.hpp"
#include "rules/facts.hpp"
#include "rules/policy/policy.hpp"

namespace pkgmap::rules {

enum class Decision : std::uint8_t {
  keep,     ///< The session does not change the check.
  suspend,  ///< The session unmonitors the check before the transaction, and monitors the check
            ///< after the transaction.
  off,      ///< The plan would suspend the check, but somebody has switched it off; it stays off.
};

/// Whether monit must take a new baseline after the transaction. `if_changed`: only if the
/// transaction changes the content of the file.
enum class Rebaseline : std::uint8_t { no, if_changed, yes };

/// Whether the transaction may give the file of a check a content that no package ships. If the
/// file gets such a content, and the policy says `scriptlets: alarm`, an alarm begins.
enum class Unshipped : std::uint8_t {
  unlikely,  ///< The packages prescribe the content, or any content would be good.
  perhaps,   ///< %verify(not md5): a package ships a content, which a scriptlet may change.
  surely,    ///< %ghost: no package ships a content.
};

/// The decision for one check.
struct CheckPlan {
  std::size_t check = 0;  ///< Index in Facts::checks.
  Decision decision = Decision::keep;
  std::string reason;  ///< Why the decision is so, as a clause: "no evidence ties it to the
                       ///< packages"; never empty.
  Rebaseline rebaseline = Rebaseline::no;  ///< Rebaseline::no unless the check is suspended.
  /// Unshipped::unlikely unless the check is suspended.
  Unshipped unshipped = Unshipped::unlikely;
  /// True if the check is suspended only because it depends on a suspended check.
  bool cascaded = false;
  /// Why the check belongs to the packages of the transaction; also evidence that does not suspend
  /// it, because it is overruled or too weak.
  std::vector<Evidence> evidence;
};

struct Plan {
  std::vector<CheckPlan> checks;       ///< One for each of Facts::checks, in the same order.
  Rebaseline reload = Rebaseline::no;  ///< The greatest CheckPlan::rebaseline.

  /// Returns the indices of the checks with this decision.
  CheckSet with(Decision decision) const;
};

/// CheckPlan::reason of a check that is kept because monit has not read it (Monitoring::unread).
inline constexpr const char* kNotReadYet = "monit has not read it yet";

/// Returns the plan for a transaction with the packages of `facts`. A check whose CheckFacts::state
/// is `unknown` counts as monitored. Without packages the plan keeps every check.
Plan evaluate(const Facts& facts, const Policy& policy);

/// Returns the graph of Facts::checks. In this graph a check that monit has not read
/// (Monitoring::unread) has no dependents, since monit's cascade does not pass through this check.
Dependencies dependencies_of(const Facts& facts);

/// Returns whether the check has a checksum test without `expect`: monit then takes a new baseline
/// only when it reads its control file again.
bool needs_rebaseline(const monitrc::Check& check);
/// Returns the first checksum test, which is the only one that counts; null if the check has no
/// checksum test. The pointer is valid as long as `check`.
const monitrc::Test* checksum_test(const monitrc::Check& check);

/// Returns the word of monit-pkgmap-formats(5): "suspend".
const char* name_of(Decision decision);
/// Returns the word of monit-pkgmap-formats(5).
const char* name_of(Rebaseline rebaseline);

}  // namespace pkgmap::rules
