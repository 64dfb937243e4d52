// Resume: each check that was monitored is monitored again, and no other check. On the model.
#include "engine/session/resume/resume.hpp"

#include <chrono>
#include <optional>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;
using Verb = MonitClient::Verb;

const char* const kResumeChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(Resume, MonitorsWhatWasSuspendedAndEndsTheSession) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->finished);
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin", "settings"));
  EXPECT_FALSE(outcome->results.reloaded);
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
}

TEST(Resume, LeavesOffWhatAPersonHasJustSaid) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_without_guard();
  const auto outcome = host.run([&](Host& machine) {
    return resume(host.settings(), {id, Caller::person, {}, {"SETTINGS", "unknown"}}, machine);
  });
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin"));
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  EXPECT_FALSE(host.journal().has(id));
  const auto history = read_history(host.journal().store());
  ASSERT_TRUE(history.ok());
  EXPECT_THAT(history->sessions.back().dump(-1), HasSubstr("it was to stay off"));
}

// A package brought the check, and nobody reloaded monit.
TEST(Resume, NamesWhatMonitHasNotRead) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_without_guard();
  host.write_checks(std::string(kResumeChecks) + "check file fresh path @DIR@/monitrc\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->unread, ElementsAre("fresh"));
  EXPECT_FALSE(outcome->results.reloaded);
}

TEST(Resume, MakesMonitReadItIfThePolicySaysSo) {
  ModelSession host(kResumeChecks);
  host.settings().policy.unread = rules::OnUnread::reload;
  const std::string id = host.suspend_without_guard();
  host.write_checks(std::string(kResumeChecks) + "check file fresh path @DIR@/monitrc\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded) << outcome->not_reloaded;
  EXPECT_THAT(outcome->unread, SizeIs(0));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on fresh=on");
}

TEST(Resume, ReloadsNoMonitThatHasReadAll) {
  ModelSession host(kResumeChecks);
  host.settings().policy.unread = rules::OnUnread::reload;
  const auto outcome = host.resume(host.suspend_without_guard());
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->results.reloaded);
}

// The sum of `expect` does not change with an upgrade. Such a check must not keep the others off.
const char* const kWithExpectedSum =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum expect 6a74a8ee86e6c83fa0480ed7217267d6 then unmonitor\n"
    "check file below path @DIR@/monitrc\n depends on bin\n"
    "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n";

void expect_three_kept(const SessionRecord& record) {
  EXPECT_EQ(record.state, SessionState::kept);
  ASSERT_THAT(record.checks, SizeIs(3));
  for (const char* const name : {"bin", "below"}) {
    ASSERT_NE(record.find(name), nullptr) << name;
    EXPECT_EQ(record.find(name)->kept_reason, kOffAgain) << name;
  }
  ASSERT_NE(record.find("settings"), nullptr);
  EXPECT_THAT(record.find("settings")->kept_reason, HasSubstr("is not what its package shipped"));
}

std::vector<std::string> names_in(const std::vector<NotResumed>& kept) {
  std::vector<std::string> names;
  for (const NotResumed& check : kept) names.push_back(check.name);
  return names;
}

TEST(Resume, WhatGoesOffAgainAtOnceIsNamedAndNotAskedForAgain) {
  ModelSession host(kWithExpectedSum);
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  host.write("etc/settings", "others\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->finished);
  EXPECT_LT(outcome->seconds, 10);
  EXPECT_THAT(names_in(outcome->kept), ElementsAre("bin", "below", "settings"));
  EXPECT_EQ(host.monit().requests(Verb::monitor, "below"), 1);
  expect_three_kept(host.journal().load(id).value());
}

// The start program delays the test that fails, so the check is on at first.
TEST(Resume, WhatGoesOffAgainLaterIsNamedByTheGuard) {
  ModelSession host(std::string("check process slow matching \"no such process\"\n"
                                " start program = \"/bin/sleep 2\" with timeout 2 seconds\n") +
                    kWithExpectedSum);
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  host.write("etc/settings", "others\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(names_in(outcome->kept), ElementsAre("settings"));
  host.await_guards();
  expect_three_kept(host.journal().load(id).value());
}

TEST(Resume, TheGuardEndsWithTheSession) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  EXPECT_THAT(host.guards(), SizeIs(1));
  ASSERT_TRUE(host.resume(id).ok());
  host.await_guards();
}

TEST(Resume, ASessionThatIsOverIsUnknownToWhoeverNamesIt) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(id).ok());
  const auto again = host.resume(id);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, ErrorCode::usage);
}

// The lease is over, or the guard was first: no reason to disturb a package manager.
TEST(Resume, ASessionThatIsOverIsNoFailureOfAHook) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(id).ok());
  const auto again = host.resume(id, true);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_TRUE(again->finished);
  EXPECT_TRUE(again->was_over);
  EXPECT_TRUE(again->results.resumed.empty());
}

TEST(Resume, WorksAfterMonitWasRestarted) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  host.stop_monit();
  host.start_monit();
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Resume, WorksAfterSomebodyMadeMonitReadItsControlFileAgain) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  host.reload_monit();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Resume, FindsNothingLeftToDoWhereSomebodyMonitoredTheCheck) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  host.administrator(Verb::monitor, "settings");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
}

// monit waits for its start program, and looks at no other check meanwhile.
class ResumeWhileMonitIsBusy : public testing::Test {
 protected:
  void SetUp() override {
    host_.settings().policy.wait = seconds(1);
    ASSERT_TRUE(host_.monit().runs_programs(host_.machine().scheduler.now()));
    outcome_ = host_.suspend().value();
    ASSERT_THAT(outcome_.not_suspended, ElementsAre("bin", "below"));
    ASSERT_EQ(host_.states(), "blocker=on bin=on below=on");
  }
  // Waits beyond the cycle in which the request is due.
  void let_monit_come_to_it() { host_.pass(seconds(15)); }

  ModelSession host_{
      "check process blocker matching \"no such process\"\n"
      "  start program = \"/bin/sleep 6\" with timeout 6 seconds\n"
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @DIR@/monitrc\n depends on bin\n"};
  SuspendOutcome outcome_;
};

// monit ends a cycle in progress first, so a check may still be on after the transaction, with its
// unmonitor pending. The request named only the root; its dependents have no pending action, but
// the cascade will switch them off, too.
TEST_F(ResumeWhileMonitIsBusy, AnUnmonitorThatMonitHasNotGotToIsTakenBack) {
  const auto resumed = host_.resume(*outcome_.session);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_THAT(names_of(resumed->results.resumed), UnorderedElementsAre("bin", "below"));
  let_monit_come_to_it();
  EXPECT_EQ(host_.states(), "blocker=on bin=on below=on");
}

TEST_F(ResumeWhileMonitIsBusy, WhatGoesOffWithACheckThatStaysSuspendedIsNamed) {
  host_.erase();
  const auto resumed = host_.resume(*outcome_.session);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  ASSERT_EQ(resumed->kept.size(), 2U);
  EXPECT_EQ(resumed->kept[0].name, "bin");
  EXPECT_EQ(resumed->kept[1].name, "below");
  EXPECT_EQ(resumed->kept[1].reason, "its prerequisite 'bin' stays suspended");
  let_monit_come_to_it();
  EXPECT_EQ(host_.states(), "blocker=on bin=off below=off");
}

TEST(Resume, APackageThatIsGoneKeepsItsChecksAndNamesThem) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_for(host.manager());
  EXPECT_EQ(host.journal().load(id)->find("bin")->strength, rules::Strength::exact);
  host.erase();
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 2U);
  EXPECT_EQ(outcome->kept[0].name, "bin");
  EXPECT_EQ(outcome->kept[0].reason, "its package hosted is gone");
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  EXPECT_EQ(host.journal().load(id)->state, SessionState::kept);
}

// The history says when the session ended, not when somebody tried last.
TEST(Resume, ATryThatBringsNothingBackChangesNothingInTheHistory) {
  ModelSession host(kResumeChecks);
  const std::string id = host.suspend_without_guard();
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  const std::string before = host.machine().disk.texts["history.jsonl"].now;
  EXPECT_THAT(before, HasSubstr("its package hosted is gone"));
  host.pass(seconds(10));
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.machine().disk.texts["history.jsonl"].now, before);
}

TEST(Resume, ChecksComeBackWhenTheirPackageDoes) {
  ModelSession host(kResumeChecks);
  const std::string gone = host.suspend_for(host.manager());
  host.erase();
  ASSERT_TRUE(host.resume(gone).ok());
  host.upgrade_to("2");
  const std::string back = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(back).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host.journal().all()->sessions.empty());
}

// A daemon that does not come back within the time of a hook.
class ResumeWithoutTheDaemon : public testing::Test {
 protected:
  ResumeWithoutTheDaemon() {
    const int daemon = host_.start_process("daemon");
    host_.write("run/daemon.pid", std::to_string(daemon) + "\n");
    host_.settings().policy.settle = seconds(8);
    id_ = host_.suspend_for(host_.manager());
    host_.kill(daemon);
  }

  ModelSession host_{
      "check process daemon pidfile @HOST@/run/daemon.pid\n"
      "check file settings path @HOST@/etc/settings\n"};
  std::string id_;
};

TEST_F(ResumeWithoutTheDaemon, AHookLeavesTheRestToTheGuard) {
  const auto began = host_.now();
  const auto outcome = host_.resume(id_, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_LT(host_.now() - began, seconds(6));
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->pending, ElementsAre("daemon", "settings"));
  EXPECT_EQ(host_.journal().load(id_)->state, SessionState::transaction_ended);
  EXPECT_TRUE(host_.becomes("daemon=on settings=on"));
}

TEST_F(ResumeWithoutTheDaemon, AHookWhoseGuardWasKilledStartsAnother) {
  host_.kill_guard(id_);
  ASSERT_TRUE(host_.resume(id_, true).ok());
  EXPECT_TRUE(host_.becomes("daemon=on settings=on"));
}

// Each of its waits is within its own bound: 4 s for the daemon, and 4 s for a cycle of monit that
// begins before the request.
TEST(Resume, AHookThatHasWaitedForLongLeavesTheReloadToTheGuard) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check process daemon pidfile @HOST@/run/daemon.pid\n");
  host.settings().policy.settle = seconds(8);
  const int daemon = host.start_process("daemon");
  host.write("run/daemon.pid", std::to_string(daemon) + "\n");
  const std::string id = host.suspend_for(host.manager());
  host.kill(daemon);
  host.upgrade_to("2");
  host.monit().be_busy(4 * model::kSecond);
  host.monit().set_poll(60 * model::kSecond);
  host.pass(seconds(10));
  std::optional<Result<ResumeOutcome>> outcome;
  const int hook = host.begin([&](Host& now) {
    outcome.emplace(resume(host.settings(), {id, Caller::hook}, now));
  });
  host.pass(seconds(3));
  host.monit().wake(host.machine().scheduler.now());
  host.pass(seconds(1));
  host.write("run/daemon.pid", std::to_string(host.start_process("daemon")) + "\n");
  ASSERT_TRUE(host.await_end(hook));
  ASSERT_TRUE(outcome->ok()) << outcome->error().message;
  EXPECT_FALSE(outcome->value().finished) << host.trace();
  EXPECT_THAT(outcome->value().pending, ElementsAre("bin"));
  EXPECT_EQ(host.states(), "bin=off daemon=on");
  EXPECT_TRUE(host.becomes("bin=on daemon=on"));
}

}  // namespace
}  // namespace pkgmap
