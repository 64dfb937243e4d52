// Suspending: what goes off, what stays as it is, and what is on disk before anything happens.
#include "engine/session/suspend/suspend.hpp"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::ElementsAre;
using testing::HasSubstr;
using Verb = MonitClient::Verb;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(Suspend, UnmonitorsThePackagesChecksAndNothingElse) {
  SessionHost host(kChecks);
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(outcome->packages, ElementsAre("hosted-1-1.noarch"));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
}

TEST(Suspend, JournalsTheSessionWithItsGuard) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  const auto record = host.journal().load(id);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->phase, Phase::suspended);
  EXPECT_EQ(record->pid, ::getpid());
  EXPECT_EQ(record->checks.size(), 2U);
  EXPECT_THAT(record->find("settings")->above, ElementsAre("bin"));
  EXPECT_EQ(test::guards_of(host.settings().state_directory), std::vector<int>{record->guard_pid});
}

TEST(Suspend, ATransactionThatTouchesNoCheckStartsNothing) {
  SessionHost host("check file other path @DIR@/monitrc\n");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_NE(::access(host.settings().state_directory.c_str(), F_OK), 0);
}

TEST(Suspend, WhatIsOffStaysOffAndIsNotJournalled) {
  SessionHost host(kChecks);
  host.administrator(Verb::unmonitor, "settings");
  const std::string id = host.suspend_for(::getpid());
  EXPECT_EQ(host.journal().load(id)->find("settings"), nullptr);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
}

TEST(Suspend, ACheckBelowAPrerequisiteThatIsOffIsKept) {
  SessionHost host(
      "check file base path @DIR@/monitrc\n"
      "check file bin path @HOST@/sbin/daemon\n depends on base\n");
  host.administrator(Verb::unmonitor, "base");
  host.administrator(Verb::monitor, "bin");
  host.administrator(Verb::unmonitor, "base");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_EQ(host.states(), "base=off bin=off");
}

TEST(Suspend, WithoutAMonitThatAnswersThereIsNoSession) {
  SessionHost host(kChecks);
  host.monit().stop();
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::monit);
  EXPECT_TRUE(host.journal().all()->sessions.empty());
}

TEST(Suspend, WithoutAGuardNothingIsSuspended) {
  SessionHost host(kChecks);
  host.settings().program = "/nonexistent/monit-pkgmap";
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_FALSE(outcome.ok());
  EXPECT_THAT(outcome.error().message, HasSubstr("the guard did not start"));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host.journal().all()->sessions.empty());
}

TEST(Suspend, WaitsForTheLockThatAnotherCallHolds) {
  SessionHost host(kChecks);
  const Journal journal = host.journal();
  const auto locked = lock(this_host(), journal);
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::locked);
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Suspend, NamesWhatMonitHasNotReadYet) {
  SessionHost host("check file other path @DIR@/monitrc\n");
  host.write_checks(kChecks);
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_THAT(outcome->notes, testing::Contains(HasSubstr("monit has not read it yet")));
}

TEST(Suspend, TakesNothingAlongThatDependsOnWhatMonitHasNotRead) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file other path @DIR@/monitrc\n");
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file settings path @HOST@/etc/settings\n"
      "check file other path @DIR@/monitrc\n depends on settings\n");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin"));
  EXPECT_THAT(outcome->notes, testing::Contains("'settings' is in the control file, but monit has "
                                                "not read it yet"));
  EXPECT_EQ(host.states(), "bin=off other=on");
}

TEST(Suspend, NamesAndResumesWhatMonitTookAlongByAnOlderControlFile) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file app path @DIR@/monitrc\n depends on bin\n"
      "check file last path @DIR@/monitrc\n depends on app\n"
      "check file other path @DIR@/monitrc\n");
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file app path @DIR@/monitrc\n"
      "check file other path @DIR@/monitrc\n");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=off app=off last=off other=on");
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "app", "last"));
  EXPECT_THAT(outcome->notes, testing::Contains("monit took 'app' along; its control file was "
                                                "changed since monit read it"));
  const auto record = host.journal().load(outcome->session.value_or(""));
  ASSERT_TRUE(record.ok()) << record.error().message;
  ASSERT_NE(record->find("app"), nullptr);
  EXPECT_THAT(record->find("app")->above, ElementsAre("bin"));
  const auto resumed = host.resume(record->id);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_EQ(host.states(), "bin=on app=on last=off other=on");
  ASSERT_EQ(resumed->kept.size(), 1U);
  EXPECT_EQ(resumed->kept[0].name, "last");
}

TEST(Suspend, DoesNotTakeForTheCascadesWhatTheAdministratorSwitchedOffBefore) {
  SessionHost host(kChecks);
  host.administrator(Verb::unmonitor, "other");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(outcome->notes, testing::IsEmpty());
  EXPECT_EQ(host.journal().load(*outcome->session)->find("other"), nullptr);
}

TEST(Suspend, RemembersWhatMonitComparesAlsoForKeptChecks) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file other path @DIR@/monitrc\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(::getpid());
  const auto record = host.journal().load(id);
  ASSERT_EQ(record->baselines.size(), 2U);
  for (const HeldBaseline& held : record->baselines) {
    EXPECT_EQ(held.algorithm, "md5") << held.check;
    EXPECT_EQ(held.digest.size(), 32U) << held.check;
  }
}

}  // namespace
}  // namespace pkgmap
