// The decision: which checks a transaction suspends, and why.
//
// Pure: the same facts and policy give the same plan, so `explain` and
// `suspend` cannot disagree (P6). Says nothing about how to do it.
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
  off,      ///< Would be suspended, but somebody has switched it off: stays as it is.
};

enum class Rebaseline : std::uint8_t { no, if_changed, yes };

struct CheckPlan {
  std::size_t check = 0;  ///< Number in Facts::checks.
  Decision decision = Decision::keep;
  std::string reason;  ///< One clause: "/usr/sbin/mysqld is mysql-server's".
  Rebaseline rebaseline = Rebaseline::no;
  bool cascaded = false;  ///< Only because it depends on a suspended check.
  std::vector<Evidence> evidence;
};

struct Plan {
  std::vector<CheckPlan> checks;  ///< One for each of Facts::checks, in the same order.
  Rebaseline reload = Rebaseline::no;

  CheckSet with(Decision decision) const;
};

/// The reason of a check that would be suspended if monit had it.
inline constexpr const char* kNotReadYet = "monit has not read it yet";

Plan evaluate(const Facts& facts, const Policy& policy);

/// The graph of Facts::checks without what depends on a check that monit has not read: monit's
/// cascade does not come through there.
Dependencies dependencies_of(const Facts& facts);

/// True for `failed` or `changed` checksum without `expect`: only reading the control file again
/// gives it a new baseline.
bool needs_rebaseline(const monitrc::Check& check);
/// The checksum test that counts; null when there is none.
const monitrc::Test* checksum_test(const monitrc::Check& check);

const char* name_of(Decision decision);
const char* name_of(Rebaseline rebaseline);

}  // namespace pkgmap::rules
