// Resuming: everything that was monitored is monitored again, and nothing else.
#include "engine/session/resume/resume.hpp"

#include <signal.h>
#include <unistd.h>

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(Resume, MonitorsWhatWasSuspendedAndEndsTheSession) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->finished);
  EXPECT_THAT(outcome->resumed, ElementsAre("bin", "settings"));
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
}

// The sum of `expect` does not follow an upgrade. One such check must not keep the others off.
TEST(Resume, WhatGoesOffAgainAtOnceIsNamedAndNotAskedForAgain) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      " if failed checksum expect 6a74a8ee86e6c83fa0480ed7217267d6 then unmonitor\n"
      "check file below path @DIR@/monitrc\n depends on bin\n"
      "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(::getpid());
  host.upgrade_to("2");
  host.write("etc/settings", "others\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->finished);
  EXPECT_LT(outcome->seconds, 10);
  // Now and then a look comes between monit's doing it and its test: then the guard's second look
  // sees it.
  std::vector<std::string> at_once;
  for (const auto& kept : outcome->kept) at_once.push_back(kept.name);
  EXPECT_THAT(at_once, AnyOf(ElementsAre("bin", "below", "settings"), ElementsAre("settings")));
  EXPECT_TRUE(test::eventually([&] { return host.journal().load(id)->checks.size() == 3; }));
  const SessionRecord record = host.journal().load(id).value();
  EXPECT_EQ(record.phase, Phase::kept);
  ASSERT_THAT(record.checks, SizeIs(3));
  for (const char* const name : {"bin", "below"}) {
    ASSERT_NE(record.find(name), nullptr) << name;
    EXPECT_EQ(record.find(name)->kept_reason, kOffAgain) << name;
  }
  ASSERT_NE(record.find("settings"), nullptr);
  EXPECT_THAT(record.find("settings")->kept_reason, HasSubstr("is not what its package shipped"));
}

TEST(Resume, TheGuardEndsWithTheSession) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  ASSERT_TRUE(host.resume(id).ok());
  host.await_guards();
}

TEST(Resume, ASessionThatIsOverIsUnknownToWhoeverNamesIt) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  ASSERT_TRUE(host.resume(id).ok());
  const auto again = host.resume(id);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::usage);
}

// The lease ran out, or the guard came first: that is no reason to trouble a package manager.
TEST(Resume, ASessionThatIsOverIsNoFailureOfAHook) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  ASSERT_TRUE(host.resume(id).ok());
  const auto again = host.resume(id, true);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_TRUE(again->finished);
  EXPECT_TRUE(again->resumed.empty());
}

TEST(Resume, WorksAfterMonitWasRestarted) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.monit().stop();
  host.monit().start();
  // Whether it still remembers the unmonitor is monit's affair (it may have ended before its
  // cycle).
  ASSERT_TRUE(test::eventually([&] { return host.states().ends_with("other=on"); }))
      << host.states();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Resume, WorksAfterSomebodyMadeMonitReadItsControlFileAgain) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  ::kill(host.monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] { return host.monit().logged("Reinitializing") == 1; }));
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Resume, FindsNothingLeftToDoWhereSomebodyMonitoredTheCheck) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.administrator(Verb::monitor, "settings");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
}

// monit finishes a cycle in progress first: what it was asked to unmonitor may still be monitored
// when the transaction is over.
TEST(Resume, TakesBackAnUnmonitorThatMonitHasNotGotTo) {
  SessionHost host(
      "check process blocker matching \"no-such-process-anywhere\"\n"
      "  start program = \"/bin/sleep 6\" with timeout 6 seconds\n"
      "check file bin path @HOST@/sbin/daemon\n");
  host.settings().policy.wait = std::chrono::seconds(1);
  ASSERT_TRUE(test::eventually([&] { return host.monit().logged("start: '/bin/sleep") > 0; }));
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  const auto resumed = host.resume(outcome->session.value());
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  std::this_thread::sleep_for(std::chrono::seconds(8));
  EXPECT_THAT(host.states(), HasSubstr("bin=on"));
}

// Only the root was named; what is below it has nothing pending, and goes off with it all the same.
TEST(Resume, WhatIsBelowACheckThatStillGoesOffComesBackWithIt) {
  SessionHost host(
      "check process blocker matching \"no-such-process-anywhere\"\n"
      "  start program = \"/bin/sleep 6\" with timeout 6 seconds\n"
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @DIR@/monitrc\n depends on bin\n");
  host.settings().policy.wait = std::chrono::seconds(1);
  ASSERT_TRUE(test::eventually([&] { return host.monit().logged("start: '/bin/sleep") > 0; }));
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->not_suspended, ElementsAre("bin", "below"));
  const auto resumed = host.resume(outcome->session.value());
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_THAT(resumed->resumed, testing::UnorderedElementsAre("bin", "below"));
  std::this_thread::sleep_for(std::chrono::seconds(8));
  EXPECT_THAT(host.states(), HasSubstr("bin=on below=on"));
}

TEST(Resume, WhatGoesOffWithACheckThatStaysSuspendedIsNamed) {
  SessionHost host(
      "check process blocker matching \"no-such-process-anywhere\"\n"
      "  start program = \"/bin/sleep 6\" with timeout 6 seconds\n"
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @DIR@/monitrc\n depends on bin\n");
  host.settings().policy.wait = std::chrono::seconds(1);
  ASSERT_TRUE(test::eventually([&] { return host.monit().logged("start: '/bin/sleep") > 0; }));
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  host.erase();
  const auto resumed = host.resume(outcome->session.value());
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  ASSERT_EQ(resumed->kept.size(), 2U);
  EXPECT_EQ(resumed->kept[0].name, "bin");
  EXPECT_EQ(resumed->kept[1].name, "below");
  EXPECT_EQ(resumed->kept[1].reason, "its prerequisite 'bin' stays suspended");
}

TEST(Resume, APackageThatIsGoneKeepsItsChecksAndNamesThem) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.erase();
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 2U);
  EXPECT_EQ(outcome->kept[0].name, "bin");
  EXPECT_EQ(outcome->kept[0].reason, "its package hosted is gone");
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  EXPECT_EQ(host.journal().load(id)->phase, Phase::kept);
}

TEST(Resume, ChecksComeBackWhenTheirPackageDoes) {
  SessionHost host(kChecks);
  const std::string gone = host.suspend_for(::getpid());
  host.erase();
  ASSERT_TRUE(host.resume(gone).ok());
  host.upgrade_to("2");
  const std::string back = host.suspend_for(::getpid());
  ASSERT_TRUE(host.resume(back).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host.journal().all()->sessions.empty());
}

TEST(Resume, ACheckThatIsNoLongerDefinedIsNamedAndComesBackWithItsDefinition) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_without_guard();
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\ncheck file other path @DIR@/monitrc\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].name, "settings");
  EXPECT_EQ(outcome->kept[0].reason, "no control file defines it any more");
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  host.write_checks(kChecks);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Resume, AControlFileThatNoLongerParsesKeepsNothingSuspended) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.write_checks(std::string(kChecks) + "check nonsense (((\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(outcome->reloaded);
}

TEST(Resume, AControlFileThatNoLongerParsesHoldsBackOnlyWhatNeedsIt) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(::getpid());
  host.upgrade_to("2");
  host.write_checks("check nonsense (((\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].name, "bin");
  EXPECT_THAT(outcome->kept[0].reason, HasSubstr("cannot be understood"));
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

// monit goes by the control file that it has read, not by the one that lies there now.
TEST(Resume, NeverSwitchesOnAPrerequisiteThatOnlyMonitStillKnows) {
  SessionHost host(
      "check file base path @DIR@/monitrc\n"
      "check file bin path @HOST@/sbin/daemon\n depends on base\n");
  const std::string id = host.suspend_for(::getpid());
  host.administrator(Verb::unmonitor, "base");
  host.write_checks("check file base path @DIR@/monitrc\ncheck file bin path @HOST@/sbin/daemon\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "base=off bin=off");
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].reason, "its prerequisite 'base' is off");
}

TEST(Resume, AHookLeavesWhatDoesNotSettleToTheGuard) {
  SessionHost host(
      "check process daemon pidfile @HOST@/run/daemon.pid\n"
      "check file settings path @HOST@/etc/settings\n");
  test::SleepingProcess daemon;
  host.write("run/daemon.pid", std::to_string(daemon.pid()) + "\n");
  host.settings().policy.settle = std::chrono::seconds(8);
  const std::string id = host.suspend_for(::getpid());
  daemon.kill();
  const auto outcome = host.resume(id, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->pending, ElementsAre("daemon", "settings"));
  EXPECT_EQ(host.journal().load(id)->phase, Phase::ended);
  EXPECT_TRUE(host.becomes("daemon=on settings=on"));
}

TEST(Resume, AHookWhoseGuardWasKilledStartsAnother) {
  SessionHost host(
      "check process daemon pidfile @HOST@/run/daemon.pid\n"
      "check file settings path @HOST@/etc/settings\n");
  test::SleepingProcess daemon;
  host.write("run/daemon.pid", std::to_string(daemon.pid()) + "\n");
  host.settings().policy.settle = std::chrono::seconds(8);
  const std::string id = host.suspend_for(::getpid());
  daemon.kill();
  host.kill_guard(id);
  ASSERT_TRUE(host.resume(id, true).ok());
  EXPECT_TRUE(host.becomes("daemon=on settings=on"));
}

}  // namespace
}  // namespace pkgmap
