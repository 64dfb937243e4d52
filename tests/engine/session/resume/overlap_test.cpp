// Two sessions at the same time. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Verb = MonitClient::Verb;

const char* const kOverlapChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(OverlappingSessions, TheFirstToEndLeavesWhatTheSecondHolds) {
  ModelSession host(kOverlapChecks);
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.manager());
  const auto outcome = host.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->results.resumed, IsEmpty());
  EXPECT_THAT(outcome->pending, ElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  EXPECT_FALSE(host.journal().has(first));
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(OverlappingSessions, TheSecondToBeginMayEndFirst) {
  ModelSession host(kOverlapChecks);
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  ASSERT_TRUE(host.resume(first).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(OverlappingSessions, TheAdministratorsWordCountsInBoth) {
  ModelSession host(kOverlapChecks);
  host.administrator(Verb::unmonitor, "settings");
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(first).ok());
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
}

// monit's `monitor` goes up to the prerequisites that monit has read, whatever the control file on
// disk says by now.
TEST(OverlappingSessions, TheSecondKnowsThePrerequisitesThatTheFirstSaw) {
  const std::string checks =
      "check file bin path @HOST@/sbin/daemon\n"
      "check file other path @DIR@/monitrc\n";
  ModelSession host(checks + "check file settings path @HOST@/etc/settings\n depends on other\n");
  const std::string first = host.suspend_for(host.manager());
  host.administrator(Verb::unmonitor, "other");
  host.write_checks(checks + "check file settings path @HOST@/etc/settings\n");
  const std::string second = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(first).ok());
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=on other=off settings=off");
}

// monit reads its control file while the second session begins.
TEST(OverlappingSessions, TheSecondForgetsThePrerequisitesThatMonitHasForgotten) {
  const std::string checks =
      "check file bin path @HOST@/sbin/daemon\n"
      "check file other path @DIR@/monitrc\n";
  ModelSession host(checks + "check file settings path @HOST@/etc/settings\n depends on other\n");
  const std::string first = host.suspend_for(host.manager());
  host.administrator(Verb::unmonitor, "other");
  host.write_checks(checks + "check file settings path @HOST@/etc/settings\n");
  host.pass(std::chrono::seconds(3));
  bool reloaded = false;
  host.machine().set_disturber([&](std::string_view step) -> Done {
    if (reloaded || step != "guard.start") return done();
    reloaded = true;
    host.machine().reload_monit(model::Who::administrator);
    return done();
  });
  const std::string second = host.suspend_for(host.manager());
  ASSERT_TRUE(reloaded);
  EXPECT_THAT(host.journal().load(second)->find("settings")->prerequisites, IsEmpty());
  ASSERT_TRUE(host.resume(first).ok());
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=on other=off settings=on");
}

// Lets the session hold only this check.
void hold_only(ModelSession& host, const std::string& session, const std::string& name) {
  SessionRecord record = host.journal().load(session).value();
  std::erase_if(record.checks, [&](const SuspendedCheck& check) { return check.name != name; });
  ASSERT_TRUE(host.journal().save(record).ok());
}

// The transactions of two packages.
TEST(OverlappingSessions, TheFirstToEndLeavesADependentToWhoHoldsItsPrerequisite) {
  ModelSession host(kOverlapChecks);
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.manager());
  hold_only(host, first, "settings");
  hold_only(host, second, "bin");
  const auto outcome = host.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->pending, ElementsAre("settings"));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  ASSERT_TRUE(host.resume(second).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(OverlappingSessions, WhatOneLeavesToAnotherThatWaitsForAReloadComesBack) {
  std::string checks = kOverlapChecks;
  checks.insert(checks.find("check file settings"), " if failed checksum then alert\n");
  ModelSession host(checks);
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.manager());
  hold_only(host, first, "settings");
  hold_only(host, second, "bin");
  host.upgrade_to("2");
  host.machine().syntax_takes = 3 * model::kSecond;
  bool waits = false;
  host.machine().set_disturber([&](std::string_view step) {
    waits = waits || step == "monit.check-syntax";
    return done();
  });
  const int resumer = host.begin([&](Host& machine) {
    EXPECT_TRUE(resume(host.settings(), {second, Caller::person, {}, {}}, machine).ok());
  });
  ASSERT_TRUE(host.eventually([&] { return waits; }));
  const auto outcome = host.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->pending, ElementsAre("settings"));
  ASSERT_TRUE(host.await_end(resumer));
  EXPECT_TRUE(host.becomes("bin=on settings=on other=on")) << host.trace();
}

// During the first transaction the present content of its files is not the good one.
TEST(OverlappingSessions, TheSecondKnowsTheContentsThatTheFirstSaw) {
  ModelSession host("check file bin path @HOST@/sbin/daemon\n if changed checksum then alert\n");
  host.suspend_for(host.manager());
  host.write("sbin/daemon", "half of it\n");
  host.suspend_for(host.manager());
  const Journal journal = host.journal();
  const auto records = ContentRecords::read(journal.store());
  ASSERT_TRUE(records.ok());
  ASSERT_NE(records->find("/etc/monitrc", "bin"), nullptr);
  EXPECT_EQ(rules::sum_by(records->find("/etc/monitrc", "bin")->digests, Algorithm::sha256),
            model::digest_of_text("daemon 1\n", Algorithm::sha256));
}

// The hook of `manager` suspends or resumes for the process that this test stands for.
class HooksOfOneProcess : public testing::Test {
 protected:
  SuspendOutcome suspend(const std::string& manager, bool series = false) {
    Transaction transaction = ModelSession::transaction(host_.manager());
    transaction.manager = manager;
    transaction.series = series;
    auto outcome =
        host_.run([&](Host& host) { return pkgmap::suspend(host_.settings(), transaction, host); });
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome.ok() ? std::move(*outcome) : SuspendOutcome{};
  }

  ResumeOutcome resume(const std::string& session, const std::string& manager) {
    auto outcome = host_.run([&](Host& host) {
      return pkgmap::resume(host_.settings(), {session, Caller::hook, manager, {}}, host);
    });
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome.ok() ? std::move(*outcome) : ResumeOutcome{};
  }

  std::string written(const std::string& session) {
    return to_text(host_.journal().load(session).value());
  }

  ModelSession host_{kOverlapChecks};
};

TEST_F(HooksOfOneProcess, SuspendOnceSayItOnceAndResumeWithTheLast) {
  const SuspendOutcome first = suspend("dnf4");
  ASSERT_TRUE(first.session);
  EXPECT_THAT(first.suspended, ElementsAre("bin", "settings"));
  const auto asked = host_.monit().requests(Verb::unmonitor, "bin");
  const SuspendOutcome second = suspend("rpm");
  EXPECT_EQ(second.session, first.session);
  EXPECT_THAT(second.suspended, IsEmpty());
  EXPECT_THAT(second.not_suspended, IsEmpty());
  EXPECT_EQ(host_.monit().requests(Verb::unmonitor, "bin"), asked);
  EXPECT_THAT(host_.journal().load(*first.session)->hooks, ElementsAre("dnf4", "rpm"));

  const ResumeOutcome leaves = resume(*first.session, "rpm");
  EXPECT_TRUE(leaves.left_to_hooks);
  EXPECT_FALSE(leaves.finished);
  EXPECT_EQ(host_.states(), "bin=off settings=off other=on");
  const ResumeOutcome last = resume(*first.session, "dnf4");
  EXPECT_FALSE(last.left_to_hooks);
  EXPECT_THAT(names_of(last.results.resumed), ElementsAre("bin", "settings"));
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
}

TEST_F(HooksOfOneProcess, SuspendAgainWhatSomebodyMonitoredBetweenThem) {
  const SuspendOutcome first = suspend("dnf4");
  host_.administrator(Verb::monitor, "bin");
  EXPECT_EQ(suspend("rpm").session, first.session);
  EXPECT_EQ(host_.states(), "bin=off settings=off other=on");
}

// zypper runs one process of rpm after the other, and each tells of its own package.
TEST_F(HooksOfOneProcess, ShareASeriesThatNoneOfItsTransactionsEnds) {
  const SuspendOutcome first = suspend("zypp", true);
  ASSERT_TRUE(first.session);
  for (int number = 0; number < 3; ++number) {
    EXPECT_EQ(suspend("rpm", true).session, first.session);
  }
  EXPECT_THAT(host_.journal().load(*first.session)->hooks, ElementsAre("zypp", "rpm"));
  ASSERT_TRUE(host_.resume(*first.session, true).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
}

TEST_F(HooksOfOneProcess, WriteAndAskNoMoreForTheNextOfASeriesThatIsSuspended) {
  const SuspendOutcome first = suspend("rpm", true);
  ASSERT_TRUE(first.session);
  const auto asked = host_.monit().requests(Verb::unmonitor, "bin");
  const std::string before = written(*first.session);
  const SuspendOutcome second = suspend("rpm", true);
  EXPECT_EQ(second.session, first.session);
  EXPECT_THAT(second.suspended, IsEmpty());
  EXPECT_EQ(written(*first.session), before);
  EXPECT_EQ(host_.monit().requests(Verb::unmonitor, "bin"), asked);
}

TEST(OverlappingSessions, AnHeirWhoseGuardIsDeadGetsAnother) {
  ModelSession host(kOverlapChecks);
  const int manager = host.start_process("manager");
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(manager);
  host.kill_guard(second);
  ASSERT_TRUE(host.resume(first).ok());
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  host.kill(manager);
  EXPECT_TRUE(host.becomes("bin=on settings=on other=on"));
}

TEST(OverlappingSessions, AnHeirThatGetsNoOtherGuardIsTrouble) {
  ModelSession host(kOverlapChecks);
  const std::string first = host.suspend_for(host.manager());
  const std::string second = host.suspend_for(host.start_process("manager"));
  host.kill_guard(second);
  host.machine().guards_start = false;
  const auto outcome = host.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->pending, ElementsAre("bin", "settings"));
  ASSERT_TRUE(outcome->trouble);
  EXPECT_THAT(outcome->trouble->message, HasSubstr("the guard did not start"));
}

}  // namespace
}  // namespace pkgmap
