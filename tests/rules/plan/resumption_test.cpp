// Tests the order of resuming, and which checks stay suspended.
#include "rules/plan/resumption.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

// 0 bin <- 1 daemon <- 2 site; 3 conf depends on no check.
class Resume : public ::testing::Test {
 protected:
  Resume() : facts_(4) {
    for (ResumeFacts& check : facts_) check.ours = true;
  }

  Resumption plan() const {
    std::vector<monitrc::Check> checks(4);
    for (std::size_t i = 0; i < checks.size(); ++i) checks[i].name = names_[i];
    checks[1].depends_on = {"bin"};
    checks[2].depends_on = {"daemon"};
    return plan_resumption(facts_, Dependencies(checks), names_);
  }

  CheckNames names_ = {"bin", "daemon", "site", "conf"};
  std::vector<ResumeFacts> facts_;
};

TEST_F(Resume, MonitorsEverythingAtOnceWhenNothingNeedsABaseline) {
  EXPECT_EQ(plan().first, (CheckSet{0, 1, 2, 3}));
  EXPECT_TRUE(plan().after_reload.empty());
}

TEST_F(Resume, WhatStandsBelowANewBaselineWaitsForTheReload) {
  facts_[0].needs_baseline = true;
  EXPECT_EQ(plan().first, CheckSet{3});
  EXPECT_EQ(plan().after_reload, (CheckSet{0, 1, 2}));
}

TEST_F(Resume, ABlockedCheckKeepsWhatDependsOnItAndNamesIt) {
  facts_[0].blocked = "/usr/sbin/mysqld is not what its package shipped";
  const Resumption result = plan();
  EXPECT_EQ(result.first, CheckSet{3});
  ASSERT_EQ(result.kept.size(), 3U);
  EXPECT_EQ(result.kept[0].reason, "/usr/sbin/mysqld is not what its package shipped");
  EXPECT_EQ(result.kept[1].reason, "its prerequisite 'bin' stays suspended");
}

TEST_F(Resume, NeverSwitchesOnAPrerequisiteThatSomebodySwitchedOff) {
  facts_[0].ours = false;
  const Resumption result = plan();
  EXPECT_EQ(result.first, CheckSet{3});
  ASSERT_EQ(result.kept.size(), 2U);
  EXPECT_EQ(result.kept[0].reason, "its prerequisite 'bin' is off");
}

TEST_F(Resume, LeavesToAnotherSessionWhatItHoldsAndWhatStandsBelow) {
  facts_[1].held_by_another = true;
  const Resumption result = plan();
  EXPECT_EQ(result.first, (CheckSet{0, 3}));
  EXPECT_EQ(result.left, (CheckSet{1, 2}));
}

TEST_F(Resume, WhatIsMonitoredAlreadyNeedsNothing) {
  for (ResumeFacts& check : facts_) check.monitored = true;
  const Resumption result = plan();
  EXPECT_TRUE(result.first.empty() && result.after_reload.empty() && result.kept.empty());
}

}  // namespace
}  // namespace pkgmap::rules
