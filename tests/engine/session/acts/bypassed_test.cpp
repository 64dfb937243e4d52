// Whether packages changed without a hook. On the model, in virtual time.
#include "engine/session/acts/bypassed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/announce.hpp"
#include "tests/engine/session/acts/bypassed_fixture.hpp"

namespace pkgmap {
namespace {

using test::kUpgraded;
using test::OnAHost;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(OnAHost, TheFirstLookBeginsAndTellsNothing) {
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
  EXPECT_FALSE(has("packages"));
  EXPECT_EQ(looked(), "");
  EXPECT_TRUE(has("packages"));
}

TEST_F(OnAHost, WithoutAStateDirectoryNobodyLooks) {
  host_.machine().disk.made = false;
  EXPECT_EQ(looked(), "");
  announce(host_.manager(), "hosted", "2");
  EXPECT_FALSE(host_.machine().disk.made);
  EXPECT_THAT(host_.machine().disk.texts, IsEmpty());
}

TEST_F(OnAHost, AnUpgradeWithoutAHookIsToldWithItsChecks) {
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), kUpgraded);
  EXPECT_THAT(checks_, ElementsAre("bin"));
  EXPECT_EQ(looked(), kUpgraded);
  EXPECT_THAT(
      host_.trace(),
      HasSubstr("a package changed without a hook: hosted-2-1.noarch replaced hosted-1-1.noarch"));
}

TEST_F(OnAHost, WhoeverOnlyLooksWritesNothing) {
  looked();
  host_.upgrade_to("2");
  const std::string before = mark();
  EXPECT_EQ(seen(), kUpgraded);
  EXPECT_EQ(mark(), before);
}

TEST_F(OnAHost, AnErasureIsToldWithoutChecks) {
  looked();
  host_.erase();
  EXPECT_EQ(seen(), "hosted-1-1.noarch erased");
  EXPECT_THAT(checks_, IsEmpty());
}

TEST_F(OnAHost, TheSameVersionInstalledAnewIsTold) {
  looked();
  host_.machine().package("hosted")->installed_at = 7;
  EXPECT_EQ(seen(), "hosted-1-1.noarch reinstalled");
}

TEST_F(OnAHost, ARebuiltDatabaseIsNoChange) {
  looked();
  ++host_.machine().rebuilds;
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
  EXPECT_THAT(host_.trace(), Not(HasSubstr("without a hook")));
}

TEST_F(OnAHost, AnAnnouncedTransactionIsNotTold) {
  looked();
  announce(host_.manager(), "hosted", "2");
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
}

// Whoever dies: the announcement came first.
TEST_F(OnAHost, AnAnnouncedTransactionWhoseManagerDiedIsNotTold) {
  looked();
  const int manager = host_.start_process("manager");
  announce(manager, "hosted", "2");
  host_.upgrade_to("2");
  host_.kill(manager);
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
  EXPECT_FALSE(has("announced.jsonl"));
}

TEST_F(OnAHost, AnotherVersionThanTheAnnouncedOneIsTold) {
  looked();
  announce(host_.manager(), "hosted", "3");
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), kUpgraded);
}

// `run --packages hosted -- rpm -U …`: the person names the version that is installed.
TEST_F(OnAHost, APersonWhoNamesAPackageAnnouncesEveryVersion) {
  looked();
  announce(host_.manager(), "hosted", "1", kPerson);
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
}

TEST_F(OnAHost, AnAnnouncementThatComesDuringALookIsKept) {
  looked();
  host_.upgrade_to("2");
  announce_during_the_next_look("hosted-3-1.noarch");
  EXPECT_EQ(looked(), kUpgraded);
  EXPECT_EQ(acknowledged(), kUpgraded);
  host_.upgrade_to("3");
  EXPECT_EQ(seen(), "");
}

// The package manager was faster than the look.
TEST_F(OnAHost, AnAnnouncementThatComesWhileSomebodyOnlyLooksCounts) {
  looked();
  host_.upgrade_to("2");
  announce_during_the_next_look("hosted-2-1.noarch");
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, AHookWaitsASecondAtMostForTheLockOfTheNotes) {
  looked();
  const auto held = host_.journal().store().try_lock("packages.lock");
  const auto before = host_.now();
  announce(host_.manager(), "hosted", "2");
  EXPECT_LE(host_.now() - before, std::chrono::milliseconds(1'100));
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, TooManyAnnouncementsBeginAnewAndSaySo) {
  looked();
  host_.machine().disk.texts["announced.jsonl.1"].now = "{}\n";
  announce(host_.manager(), "hosted", "2");
  EXPECT_THAT(host_.trace(), HasSubstr("the list of packages begins anew"));
  EXPECT_FALSE(has("packages"));
  host_.upgrade_to("2");
  EXPECT_EQ(looked(), "");
}

// The transaction has failed, and an administrator repeats it by hand, without the hook.
TEST_F(OnAHost, AnAnnouncementEndsWithTheNextLookAfterItsManager) {
  looked();
  const int manager = host_.start_process("manager");
  announce(manager, "hosted", "2");
  looked();
  EXPECT_TRUE(has("announced.jsonl"));
  host_.kill(manager);
  looked();
  EXPECT_FALSE(has("announced.jsonl"));
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), kUpgraded);
}

// packagekitd goes on living.
TEST_F(OnAHost, AnAnnouncementOfADaemonEndsWithItsLease) {
  looked();
  announce(host_.manager(), "hosted", "2");
  host_.pass(host_.settings().policy.lease + std::chrono::seconds(2));
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), kUpgraded);
}

TEST_F(OnAHost, AHalfTransactionIsNotToldYet) {
  looked();
  host_.machine().transaction_holder = 0;
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
  host_.machine().transaction_holder.reset();
  EXPECT_EQ(seen(), kUpgraded);
}

TEST_F(OnAHost, TheFirstLookWaitsForTheEndOfASession) {
  host_.machine().disk.made = false;
  const std::string id = host_.suspend_for(host_.manager());
  EXPECT_EQ(looked(), "");
  EXPECT_FALSE(has("packages"));
  host_.upgrade_to("2");
  ASSERT_TRUE(host_.resume(id, true).ok());
  host_.await_guards();
  EXPECT_TRUE(has("packages"));
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, ASessionOfAHookIsNotTold) {
  looked();
  upgrade_by_hook("2");
  EXPECT_EQ(seen(), "");
  upgrade_by_hook("3");
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, WhatWasToldGoesOnUntilASessionEnds) {
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(looked(), kUpgraded);
  EXPECT_EQ(looked(), kUpgraded);
  EXPECT_EQ(seen(), kUpgraded);
  upgrade_by_hook("3");
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
}

// Nobody has been told before: the end of the session must not swallow it.
TEST_F(OnAHost, WhatTheEndOfASessionFindsIsToldUntilTheNextOne) {
  looked();
  machine_installs("stranger");
  upgrade_by_hook("2");
  EXPECT_EQ(seen(), "stranger-1-1.noarch installed");
  upgrade_by_hook("3");
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, APersonWhoReadsItEndsIt) {
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(acknowledged(), kUpgraded);
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(acknowledged(), "");
  host_.upgrade_to("3");
  EXPECT_EQ(looked(), "hosted-3-1.noarch replaced hosted-2-1.noarch");
  EXPECT_EQ(acknowledged(), "hosted-3-1.noarch replaced hosted-2-1.noarch");
  EXPECT_EQ(seen(), "");
}

TEST_F(OnAHost, WhatChangesTwiceIsToldOnce) {
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(looked(), kUpgraded);
  host_.upgrade_to("3");
  EXPECT_EQ(looked(), "hosted-3-1.noarch replaced hosted-1-1.noarch");
  EXPECT_EQ(seen(), "hosted-3-1.noarch replaced hosted-1-1.noarch");
  EXPECT_THAT(checks_, ElementsAre("bin"));
}

TEST_F(OnAHost, AMarkThatCannotBeReadStaysAsItIs) {
  looked();
  const std::string before = mark();
  host_.machine().disk.unreadable.insert("packages");
  host_.upgrade_to("2");
  looked();
  EXPECT_EQ(mark(), before);
  host_.machine().disk.unreadable.clear();
  EXPECT_EQ(seen(), kUpgraded);
}

TEST_F(OnAHost, ADamagedMarkAccusesNobody) {
  looked();
  host_.upgrade_to("2");
  host_.machine().disk.texts["packages"].now = "{";
  const auto only_seen =
      host_.run([&](Host& machine) { return see_bypassed(host_.settings(), machine); });
  EXPECT_EQ(only_seen.error().message,
            "the list of packages is damaged, so what bypassed the hooks is not known");
  EXPECT_EQ(looked(), "");
  EXPECT_THAT(host_.trace(), HasSubstr("the list of packages was damaged"));
  host_.upgrade_to("3");
  EXPECT_EQ(seen(), "hosted-3-1.noarch replaced hosted-2-1.noarch");
}

// monit calls without the environment that names the database of some hosts.
TEST_F(OnAHost, ACallerWithAnotherDatabaseTellsNothingAndChangesNothing) {
  looked();
  const std::string before = mark();
  host_.machine().package_place = "/root/.rpmdb";
  host_.upgrade_to("2");
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(looked(), "");
  EXPECT_EQ(acknowledged(), "");
  EXPECT_EQ(mark(), before);
  host_.machine().package_place = "/var/lib/rpm";
  EXPECT_EQ(seen(), kUpgraded);
}

// As in distributions that have moved it to /usr/lib/sysimage/rpm.
TEST_F(OnAHost, TheEndOfASessionBeginsAnewForADatabaseThatMoved) {
  looked();
  host_.machine().package_place = "/usr/lib/sysimage/rpm";
  upgrade_by_hook("2");
  EXPECT_EQ(seen(), "");
  EXPECT_THAT(mark(), HasSubstr("/usr/lib/sysimage/rpm"));
}

TEST_F(OnAHost, AnUnchangedDatabaseIsNotWrittenAgain) {
  looked();
  const std::string before = mark();
  host_.pass(std::chrono::hours(1));
  looked();
  EXPECT_EQ(mark(), before);
}

// As rpm's older databases, which list the packages in the order of their headers.
TEST_F(OnAHost, AnotherOrderOfThePackagesIsNoChange) {
  host_.machine().packages_have_cookie = false;
  machine_installs("another");
  looked();
  const std::string before = mark();
  host_.pass(std::chrono::hours(1));
  std::swap(host_.machine().packages.front(), host_.machine().packages.back());
  EXPECT_EQ(looked(), "");
  EXPECT_EQ(mark(), before);
}

// The cookie says that no package has changed, so nobody reads the header of every package.
TEST_F(OnAHost, AnUnchangedDatabaseIsNotReadAgain) {
  looked();
  host_.upgrade_to("2");
  EXPECT_EQ(looked(), kUpgraded);
  host_.machine().packages_unreadable = true;
  EXPECT_EQ(looked(), kUpgraded);
}

// Whichever question to the disk or to the packages fails: the look says so, or tells the change,
// though perhaps without its checks.
TEST_F(OnAHost, AFaultHidesNoChange) {
  looked();
  host_.upgrade_to("2");
  int told = 0;
  for (std::size_t number = 1;; ++number) {
    model::Faults& faults = host_.machine().faults;
    faults = {};
    faults.begin({number, model::Faults::Effect::error}, [](const std::string&) {});
    const auto bypassed =
        host_.run([&](Host& machine) { return see_bypassed(host_.settings(), machine); });
    faults.end();
    if (faults.hit().empty()) break;
    if (!bypassed) continue;
    EXPECT_EQ(rules::summary_of(bypassed->packages), kUpgraded) << faults.hit() << " " << number;
    ++told;
  }
  EXPECT_GT(told, 0);
}

TEST_F(OnAHost, ADatabaseThatCannotBeReadIsNoFailureOfTheShippedCheck) {
  looked();
  host_.machine().packages_damaged = true;
  EXPECT_EQ(looked(), "");
}

TEST_F(OnAHost, AFullDiskTellsAgain) {
  looked();
  host_.upgrade_to("2");
  host_.machine().set_full(true);
  looked();
  EXPECT_EQ(seen(), kUpgraded);
  host_.machine().set_full(false);
  EXPECT_EQ(looked(), kUpgraded);
}

}  // namespace
}  // namespace pkgmap
