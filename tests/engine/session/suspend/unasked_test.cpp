// A monit that runs and does not answer yet: the session begins all the same. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/session/acts/first_answer.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kDelayedChecks =
    "set daemon 1 with start delay 240\n"
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then unmonitor\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n onreboot laststate\n"
    "check file worker path @DIR@/monitrc\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

class InTheStartDelay : public testing::Test {
 protected:
  // A monit without a saved state waits, too.
  InTheStartDelay() { host_.pass(seconds(250)); }
  // monit starts after a reboot, and has read the control file.
  void boot() {
    host_.stop_monit();
    host_.machine().start_monit(true);
    host_.pass(seconds(5));
  }
  std::string begun() {
    const auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    if (!outcome || !outcome->session) return {};
    EXPECT_THAT(outcome->suspended, IsEmpty());
    EXPECT_TRUE(outcome->trouble.has_value());
    if (outcome->trouble) message_ = outcome->trouble->message;
    return *outcome->session;
  }
  // The test of `bin` switches it off, and monit's cascade switches off `settings` and `worker`,
  // before anybody can ask monit.
  std::string with_a_cascade() {
    host_.settings().policy.lease = std::chrono::minutes(10);
    boot();
    const std::string id = begun();
    host_.upgrade_to("2");
    host_.pass(seconds(250));
    return id;
  }
  void expect_that_a_person_must_resume(const std::string& id) {
    EXPECT_EQ(host_.states(), "bin=on settings=off worker=on other=on");
    const auto record = host_.journal().load(id);
    ASSERT_TRUE(record.ok());
    EXPECT_EQ(record->state, SessionState::kept);
    ASSERT_THAT(record->checks, SizeIs(1));
    EXPECT_EQ(record->checks[0].name, "settings");
    EXPECT_EQ(record->checks[0].kept_reason, kOffAtFirstAnswer);
    ASSERT_TRUE(host_.resume(id).ok());
    EXPECT_EQ(host_.states(), "bin=on settings=on worker=on other=on");
  }

  ModelSession host_{kDelayedChecks};
  std::string message_;
};

TEST_F(InTheStartDelay, TheSessionWaitsForTheFirstAnswer) {
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  EXPECT_THAT(message_,
              HasSubstr("it is in its start delay of 240 s; checks are suspended as soon"));
  EXPECT_TRUE(host_.journal().load(id)->unasked);
  EXPECT_THAT(host_.guards(), SizeIs(1));
  host_.pass(seconds(250));
  EXPECT_EQ(host_.states(), "bin=off settings=off worker=off other=on");
  EXPECT_FALSE(host_.journal().load(id)->unasked);
  host_.upgrade_to("2");
  ASSERT_TRUE(host_.resume(id, true).ok());
  EXPECT_TRUE(host_.becomes("bin=on settings=on worker=on other=on"));
  EXPECT_FALSE(host_.alarms("bin"));
}

// The hook has left the session to the guard, which tries again with pauses.
TEST_F(InTheStartDelay, TheGuardResumesAtTheFirstAnswer) {
  host_.settings().policy.lease = std::chrono::minutes(10);
  boot();
  const std::string id = begun();
  host_.upgrade_to("2");
  ASSERT_TRUE(host_.resume(id, true).ok());
  ASSERT_TRUE(
      host_.eventually([&] { return host_.monit().answers(host_.machine().scheduler.now()); }));
  const auto answered = host_.now();
  ASSERT_TRUE(
      host_.eventually([&] { return host_.journal().load(id)->state == SessionState::kept; }));
  EXPECT_LT(host_.now() - answered, seconds(5));
  expect_that_a_person_must_resume(id);
}

// The scriptlet of a killed manager goes on while monit gives its first answer.
TEST_F(InTheStartDelay, TheSessionOfAKilledManagerSuspendsWhileItsScriptletGoesOn) {
  host_.settings().policy.lease = std::chrono::minutes(30);
  boot();
  const int manager = host_.start_process("manager");
  ASSERT_TRUE(host_.suspend(manager)->session);
  const int script = host_.machine().start_process(model::Machine::kScriptlet);
  host_.kill(manager);
  host_.pass(seconds(250));
  EXPECT_EQ(host_.states(), "bin=off settings=off worker=off other=on");
  host_.kill(script);
  EXPECT_TRUE(host_.becomes("bin=on settings=on worker=on other=on"));
}

// Somebody changed the file after monit had read it: it is not the content that monit holds.
TEST_F(InTheStartDelay, AChangeBeforeTheSessionIsNoGoodContent) {
  boot();
  host_.write("sbin/daemon", "evil");
  host_.pass(seconds(2));
  ASSERT_NE(begun(), "");
  const auto records = ContentRecords::read(host_.journal().store());
  ASSERT_TRUE(records.ok());
  EXPECT_EQ(records->find(model::Machine::kControlFile, "bin"), nullptr);
}

// monit compares with the content of before the transaction, and its test would switch `bin` off.
TEST_F(InTheStartDelay, WhatChangedBeforeTheFirstAnswerGetsItsNewBaseline) {
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  host_.upgrade_to("2");
  const auto left = host_.resume(id, true);
  ASSERT_TRUE(left.ok()) << left.error().message;
  EXPECT_FALSE(left->finished);
  host_.pass(seconds(240));
  host_.await_guards();
  EXPECT_FALSE(host_.alarms("bin"));
  expect_that_a_person_must_resume(id);
}

// Perhaps monit took `settings` along, perhaps somebody had switched it off before the boot.
TEST_F(InTheStartDelay, AHookLeavesToAPersonWhatNobodyCanTell) {
  const std::string id = with_a_cascade();
  ASSERT_NE(id, "");
  const auto outcome = host_.resume(id, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  host_.await_guards();
  expect_that_a_person_must_resume(id);
}

TEST_F(InTheStartDelay, AGuardLeavesToAPersonWhatNobodyCanTell) {
  const std::string id = with_a_cascade();
  ASSERT_NE(id, "");
  host_.await_guards();  // The lease ends.
  expect_that_a_person_must_resume(id);
}

// The guard has found out, and nobody has said it to a person yet.
TEST_F(InTheStartDelay, APersonResumesWhatNobodyCanTellOnlyWhenToldOfIt) {
  const std::string id = with_a_cascade();
  ASSERT_TRUE(host_.journal().load(id)->find("settings")->went_off_again);
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_EQ(outcome->kept[0].name, "settings");
  host_.await_guards();
  expect_that_a_person_must_resume(id);
}

// monit refuses the first request while it is busy with another check. Then the test of `bin`
// switches off `bin`, and with it `settings`, which monit has not tested yet. At the first answer
// monit monitored both.
TEST_F(InTheStartDelay, WhatWasOnWhenARequestFailedIsOurs) {
  std::string checks = kDelayedChecks;
  checks.insert(checks.find("check file bin"),
                "check process slow with pidfile /run/slow.pid\n"
                " start program = \"/bin/slow\" with timeout 5 seconds\n");
  host_.write_checks(checks);
  boot();
  const std::string id = begun();
  int refused = 0;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    constexpr int kTriesOfARequest = 3;
    if (step != "monit.act" || refused == kTriesOfARequest) return done();
    if (++refused == kTriesOfARequest) {
      model::Scheduler& scheduler = host_.machine().scheduler;
      host_.upgrade_to("2");
      scheduler.freeze(scheduler.self(), 10 * model::kSecond);
    }
    return Error{ErrorCode::monit, "Connection reset by peer"};
  });
  host_.pass(seconds(270));
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(host_.states(), "slow=on bin=off settings=off worker=off other=on");
  EXPECT_EQ(host_.monit().requests(Verb::unmonitor, "bin"), 0);
  ASSERT_TRUE(host_.resume(id, true).ok());
  host_.await_guards();
  EXPECT_EQ(host_.states(), "slow=on bin=on settings=on worker=on other=on") << host_.trace();
}

TEST_F(InTheStartDelay, WhatSomebodyHadSwitchedOffStaysOff) {
  host_.administrator(Verb::unmonitor, "settings");
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  host_.pass(seconds(250));
  EXPECT_EQ(host_.journal().load(id)->find("settings"), nullptr);
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off worker=on other=on");
}

TEST_F(InTheStartDelay, AnotherHookOfTheProcessJoins) {
  boot();
  const std::string id = begun();
  Transaction second = ModelSession::transaction(host_.manager());
  second.manager = "rpm";
  const auto outcome =
      host_.run([&](Host& machine) { return suspend(host_.settings(), second, machine); });
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->session, id);
  EXPECT_THAT(host_.guards(), SizeIs(1));
  EXPECT_THAT(host_.journal().load(id)->hooks, SizeIs(2));
}

// A hook may have suspended checks since the guard saw the record.
TEST_F(InTheStartDelay, ARecordThatTheGuardWritesAgainSaysSo) {
  boot();
  const std::string id = begun();
  EXPECT_FALSE(host_.journal().load(id)->written_again);
  host_.machine().disk.vanish();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id));
  EXPECT_TRUE(host_.journal().load(id)->written_again);
}

}  // namespace
}  // namespace pkgmap
