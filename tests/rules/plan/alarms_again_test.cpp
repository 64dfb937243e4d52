// Which checks alarm once more because of a reload.
#include "rules/plan/alarms_again.hpp"

#include <gtest/gtest.h>

#include "tests/support/facts.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::test::FactsBuilder;

TEST(AlarmsAgain, AreThoseOfChecksThatFailNowIfMonitMayBeReloaded) {
  constexpr int kPermission = 0x20;
  constexpr int kChecksum = 0x1;
  FactsBuilder host;
  host.file("bin", "/usr/sbin/a");
  host.checksum(monitrc::Trigger::failed);
  host.file("failing", "/etc/b");
  host.file("off", "/etc/c");
  host.file("adrift", "/etc/d");
  host.checksum(monitrc::Trigger::failed);
  host.package("pa", {"/usr/sbin/a"});
  Facts facts = host.facts();
  for (CheckFacts& check : facts.checks) check.state = Monitoring::monitored;
  facts.checks[1].errors = kPermission;
  facts.checks[2].errors = kPermission;
  facts.checks[2].state = Monitoring::off;
  facts.checks[3].errors = kChecksum;
  EXPECT_EQ(alarms_again(facts, evaluate(facts, {})), CheckSet{1});
  facts.checks[3].errors = kChecksum | kPermission;
  EXPECT_EQ(alarms_again(facts, evaluate(facts, {})), (CheckSet{1, 3}));
  facts.packages.clear();
  EXPECT_EQ(alarms_again(facts, evaluate(facts, {})), CheckSet{}) << "there is no reload";
}

}  // namespace
}  // namespace pkgmap::rules
