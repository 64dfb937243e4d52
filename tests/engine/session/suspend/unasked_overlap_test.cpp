// A session that waits for monit's first answer, beside other sessions. On the model.
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/first_answer.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using Verb = MonitClient::Verb;

const char* const kTwiceHeldChecks =
    "set daemon 1 with start delay 240\n"
    "check file bin path @HOST@/sbin/daemon\n onreboot laststate\n"
    "check file settings path @HOST@/etc/settings\n onreboot laststate\n"
    "check file other path @DIR@/monitrc\n";

const char* const kAllOn = "bin=on settings=on other=on";
const char* const kOursOff = "bin=off settings=off other=on";

// A host whose monit becomes silent for four minutes; each check is as it was before.
class ASilentMonit : public testing::Test {
 protected:
  // A monit without a saved state waits, too.
  ASilentMonit() { host_.pass(seconds(250)); }

  void begin_silence() {
    host_.stop_monit();
    host_.machine().start_monit(true);
    host_.pass(seconds(5));
  }
  void end_silence() { host_.pass(seconds(260)); }
  std::string begin_unasked(int manager) {
    const auto outcome = host_.suspend(manager);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    if (!outcome || !outcome->session) return {};
    EXPECT_TRUE(host_.journal().load(*outcome->session)->unasked);
    return *outcome->session;
  }
  // By the process that lives as long as the test.
  std::string begin_unasked() { return begin_unasked(host_.manager()); }
  // Another hook of that process.
  Result<SuspendOutcome> suspend_by_rpm() {
    Transaction second = ModelSession::transaction(host_.manager());
    second.manager = "rpm";
    return host_.run([&](Host& machine) { return suspend(host_.settings(), second, machine); });
  }
  void kill_guards() {
    for (const int guard : host_.guards()) host_.kill(guard);
  }

  ModelSession host_{kTwiceHeldChecks};
};

TEST_F(ASilentMonit, ASecondHookAddsNoCheckToASessionThatHasAskedMonit) {
  host_.administrator(Verb::unmonitor, "settings");
  const std::string id = host_.suspend_for(host_.manager());
  begin_silence();
  const auto second = suspend_by_rpm();
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(second->session, id);
  EXPECT_THAT(second->not_suspended, ElementsAre("settings"));
  ASSERT_TRUE(second->trouble.has_value());
  EXPECT_THAT(second->trouble->message, EndsWith("240 s, so it was not asked to suspend 1 check"));
  EXPECT_EQ(host_.journal().load(id)->find("settings"), nullptr);
  EXPECT_THAT(host_.journal().load(id)->hooks, ElementsAre("test", "rpm"));
  end_silence();
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

TEST_F(ASilentMonit, ASecondHookHasNothingToTellIfAllWaitsAlready) {
  begin_silence();
  const std::string id = begin_unasked();
  const auto second = suspend_by_rpm();
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(second->session, id);
  EXPECT_TRUE(second->told);
  EXPECT_THAT(second->not_suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(host_.journal().load(id)->hooks, ElementsAre("test", "rpm"));
}

TEST_F(ASilentMonit, AMistakeIsTheWarningOfTheFirstHookAlone) {
  begin_silence();
  host_.write_checks(std::string(kTwiceHeldChecks) + "check file bin path /opt/bin\n");
  const auto first = host_.suspend();
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_THAT(first->warnings, ElementsAre(HasSubstr("'bin' is declared twice")));
  const auto second = suspend_by_rpm();
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(second->session, first->session);
  EXPECT_THAT(second->warnings, IsEmpty());
}

// The guard has its first answer while the hook holds the lock and asks monit, which is busy.
TEST_F(ASilentMonit, IsNotAskedOnceMoreByAGuardThatComesAfterAHook) {
  begin_silence();
  const std::string id = begin_unasked();
  host_.pass(seconds(220));
  model::Scheduler& scheduler = host_.machine().scheduler;
  scheduler.freeze(host_.guards().front(), 20 * model::kSecond);
  host_.monit().be_busy(25 * model::kSecond);
  ASSERT_TRUE(host_.eventually([&] { return host_.monit().answers(scheduler.now()); }));
  const int hook = host_.begin([this](Host& machine) {
    Transaction second = ModelSession::transaction(host_.manager());
    second.manager = "rpm";
    EXPECT_TRUE(suspend(host_.settings(), second, machine).ok());
  });
  bool held = false;
  host_.machine().set_disturber([&](std::string_view step) {
    const bool holds = scheduler.self() == hook && host_.machine().disk.locked->contains("lock");
    if (holds && step == "monit.status" && !std::exchange(held, true)) {
      scheduler.freeze(hook, 15 * model::kSecond);
    }
    return done();
  });
  ASSERT_TRUE(host_.await_end(hook));
  host_.machine().set_disturber([](std::string_view) { return done(); });
  ASSERT_TRUE(held);
  host_.pass(seconds(30));
  EXPECT_EQ(host_.states(), kOursOff);
  EXPECT_FALSE(host_.journal().load(id)->unasked);
  EXPECT_EQ(host_.monit().requests(Verb::unmonitor, "bin"), 1) << host_.trace();
}

TEST_F(ASilentMonit, ASecondHookHasNothingToTellIfAllIsSuspended) {
  const std::string id = host_.suspend_for(host_.manager());
  begin_silence();
  const auto second = suspend_by_rpm();
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(second->session, id);
  EXPECT_FALSE(second->trouble.has_value());
  EXPECT_THAT(second->not_suspended, IsEmpty());
}

class ALostAnswer : public ASilentMonit {
 protected:
  // monit acts on each request, and the program learns of it only by monit's status.
  void lose_answers() {
    host_.machine().set_disturber([this](std::string_view step) -> Done {
      if (step != "monit.answer") return done();
      ++lost_;
      return Error{ErrorCode::monit, "Connection timed out"};
    });
  }
  void keep_answers() {
    host_.machine().set_disturber([](std::string_view) { return done(); });
  }
  ~ALostAnswer() override { keep_answers(); }

  int lost_ = 0;
};

TEST_F(ALostAnswer, DoesNotMakeOurRequestLookLikeThatOfAPerson) {
  begin_silence();
  const std::string id = begin_unasked();
  lose_answers();
  end_silence();
  EXPECT_EQ(lost_, 1);
  EXPECT_EQ(host_.states(), kOursOff);
  EXPECT_FALSE(host_.journal().load(id)->unasked);
  keep_answers();
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kAllOn);
}

TEST_F(ALostAnswer, LetsAHookThatJoinsSortTheChecksAllTheSame) {
  host_.administrator(Verb::unmonitor, "settings");
  begin_silence();
  const std::string id = begin_unasked();
  kill_guards();
  end_silence();
  lose_answers();
  const auto second = suspend_by_rpm();
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(lost_, 1);
  EXPECT_EQ(second->session, id);
  EXPECT_EQ(host_.states(), "bin=off settings=off other=on");
  EXPECT_FALSE(host_.journal().load(id)->unasked);
  keep_answers();
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

class TwoSessionsInTheStartDelay : public ASilentMonit {
 protected:
  TwoSessionsInTheStartDelay() : first_manager_(host_.start_process("manager")) {}
  std::size_t sessions() { return host_.journal().all()->sessions.size(); }

  const int first_manager_;
};

TEST_F(TwoSessionsInTheStartDelay, WhatAnotherSessionHasSuspendedIsOurs) {
  const std::string first = host_.suspend_for(first_manager_);
  begin_silence();
  const std::string second = begin_unasked();
  end_silence();
  ASSERT_TRUE(host_.resume(first).ok());
  EXPECT_EQ(host_.states(), kOursOff);
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), kAllOn);
}

// The guards of both resume, one after the other, when monit answers.
TEST_F(TwoSessionsInTheStartDelay, WhatAnotherSessionLeavesToUsIsOurs) {
  const std::string first = host_.suspend_for(first_manager_);
  begin_silence();
  const std::string second = begin_unasked();
  // Neither can ask monit.
  EXPECT_FALSE(host_.resume(first, true).ok());
  EXPECT_FALSE(host_.resume(second, true)->finished);
  end_silence();
  host_.await_guards();
  EXPECT_EQ(host_.states(), kAllOn);
  EXPECT_EQ(sessions(), 0U);
}

// The session that waits began first, so it knows of no other one when it begins.
TEST_F(TwoSessionsInTheStartDelay, WhatAnotherSessionSuspendsAtTheFirstAnswerIsOurs) {
  begin_silence();
  const std::string first = begin_unasked(first_manager_);
  const std::string second = begin_unasked();
  end_silence();
  EXPECT_EQ(host_.states(), kOursOff);
  ASSERT_TRUE(host_.resume(first).ok());
  EXPECT_EQ(host_.states(), kOursOff);
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), kAllOn);
}

TEST_F(TwoSessionsInTheStartDelay, WhatADeadSessionLeftSuspendedComesBack) {
  host_.suspend_for(first_manager_);
  kill_guards();
  host_.kill(first_manager_);
  begin_silence();
  const std::string second = begin_unasked();
  end_silence();
  EXPECT_EQ(host_.states(), kOursOff);
  ASSERT_TRUE(host_.resume(second, true).ok());
  host_.await_guards();
  EXPECT_EQ(host_.states(), kAllOn);
  EXPECT_EQ(sessions(), 0U);
}

// A check that is off again after a resume: a test or a person did that, and nobody can tell.
TEST_F(TwoSessionsInTheStartDelay, WhatOnlyAPersonMayResumeStaysOff) {
  const std::string first = host_.suspend_for(first_manager_);
  kill_guards();
  SessionRecord left = *host_.journal().load(first);
  left.state = SessionState::kept;
  for (SuspendedCheck& check : left.checks) {
    check.went_off_again = true;
    check.kept_reason = kOffAgain;
  }
  ASSERT_TRUE(host_.journal().save(left).ok());
  begin_silence();
  const std::string second = begin_unasked();
  end_silence();
  EXPECT_THAT(host_.journal().load(second)->checks, IsEmpty());
  ASSERT_TRUE(host_.resume(second, true).ok());
  host_.await_guards();
  EXPECT_EQ(host_.states(), kOursOff);
  EXPECT_EQ(sessions(), 1U);
}

// Nobody has sorted the checks of the first session yet.
TEST_F(TwoSessionsInTheStartDelay, ASessionThatAsksMonitDoesNotTrustOneThatHasNot) {
  host_.administrator(Verb::unmonitor, "settings");
  begin_silence();
  const std::string first = begin_unasked(first_manager_);
  kill_guards();
  end_silence();
  const std::string second = host_.suspend_for(host_.manager());
  EXPECT_EQ(host_.journal().load(second)->find("settings"), nullptr);
  ASSERT_TRUE(host_.resume(first).ok());
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

TEST_F(TwoSessionsInTheStartDelay, WhoTakesOverADeadSessionSortsItsChecksFirst) {
  host_.administrator(Verb::unmonitor, "settings");
  begin_silence();
  begin_unasked(first_manager_);
  kill_guards();
  host_.kill(first_manager_);
  end_silence();
  const std::string second = host_.suspend_for(host_.manager());
  EXPECT_EQ(sessions(), 1U);
  EXPECT_EQ(host_.journal().load(second)->find("settings"), nullptr);
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

}  // namespace
}  // namespace pkgmap
