#include "rules/plan/alarms_again.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kChecksumFailed = 0x1;

bool fails_on(const CheckFacts& check) {
  if (check.state != Monitoring::monitored || check.errors == 0) return false;
  return check.errors != kChecksumFailed || !needs_rebaseline(*check.check);
}

}  // namespace

CheckSet alarms_again(const Facts& facts, const Plan& plan) {
  CheckSet found;
  if (plan.reload == Rebaseline::no) return found;
  for (std::size_t i = 0; i < facts.checks.size(); ++i) {
    if (fails_on(facts.checks[i])) found.push_back(i);
  }
  return found;
}

}  // namespace pkgmap::rules
