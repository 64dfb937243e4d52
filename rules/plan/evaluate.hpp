// The decision: which checks a transaction suspends, and why.
//
// Pure: the same facts and policy give the same plan, so `explain` and `suspend` cannot disagree
// (docs/design.md, P6). Does not say how the engine carries the plan out. Never fails.
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
  keep,     ///< Not touched.
  suspend,  ///< Unmonitored during the transaction, monitored again after it.
  off,      ///< The plan would suspend it, but somebody has switched it off; it stays off.
};

/// Whether monit must take a new baseline after the transaction: `if_changed` if the transaction
/// changes the content of the file.
enum class Rebaseline : std::uint8_t { no, if_changed, yes };

/// Whether the transaction may give the file a content that no package ships, by which an alarm
/// begins (policy `scriptlets: alarm`).
enum class Unshipped : std::uint8_t {
  unlikely,  ///< The packages prescribe the content, or it would be good.
  perhaps,   ///< %verify(not md5): a package ships a content, which a scriptlet may change.
  surely,    ///< %ghost: no package ships a content.
};

struct CheckPlan {
  std::size_t check = 0;  ///< Number in Facts::checks.
  Decision decision = Decision::keep;
  std::string reason;  ///< One clause: "/usr/sbin/mysqld is mysql-server's".
  Rebaseline rebaseline = Rebaseline::no;
  Unshipped unshipped = Unshipped::unlikely;
  bool cascaded = false;           ///< Suspended only because it depends on a suspended check.
  std::vector<Evidence> evidence;  ///< That ties the check to packages of the transaction.
};

struct Plan {
  std::vector<CheckPlan> checks;       ///< One for each of Facts::checks, in the same order.
  Rebaseline reload = Rebaseline::no;  ///< Whether a check needs a new baseline: the greatest one.

  /// Returns the checks with this decision.
  CheckSet with(Decision decision) const;
};

/// The reason why a check is kept that is in the control file but not yet known to monit.
inline constexpr const char* kNotReadYet = "monit has not read it yet";

/// Returns the plan. If every CheckFacts::state is unknown, the plan is that of a host on which
/// every check is monitored. Without packages the plan keeps every check.
Plan evaluate(const Facts& facts, const Policy& policy);

/// Returns the graph of Facts::checks. A check that monit has not read has no dependents there,
/// since monit's cascade does not pass through it.
Dependencies dependencies_of(const Facts& facts);

/// Returns whether the check has a checksum test without `expect`: monit then takes a new baseline
/// only when it reads its control file again.
bool needs_rebaseline(const monitrc::Check& check);
/// Returns the first checksum test, which is the only one that counts; null if the check has no
/// checksum test. The pointer is valid as long as `check`.
const monitrc::Test* checksum_test(const monitrc::Check& check);

/// Returns the word of monit-pkgmap-formats(5): "suspend".
const char* name_of(Decision decision);
const char* name_of(Rebaseline rebaseline);

}  // namespace pkgmap::rules
