// Nobody keeps others from acting while it waits for a monit that is busy. On the model.
#include <chrono>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Verb = MonitClient::Verb;

// monit waits half a minute in each cycle for a process that the start program does not start.
const char* const kBusyChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n"
    "check file other path @DIR@/monitrc\n"
    "check process blocker matching \"no such process\"\n start program = \"/bin/true\"\n";
constexpr const char* kBusyAllOff = "bin=off settings=off other=on blocker=on";
constexpr const char* kBusyAllOn = "bin=on settings=on other=on blocker=on";

class WhileMonitIsBusy : public testing::Test {
 protected:
  WhileMonitIsBusy() { host_.settings().policy.wait = seconds(90); }

  using Suspended = std::optional<Result<SuspendOutcome>>;
  using Resumed = std::optional<Result<ResumeOutcome>>;

  int begin_suspend(int manager, Suspended& outcome) {
    return host_.begin([this, manager, &outcome](Host& host) {
      outcome.emplace(suspend(host_.settings(), ModelSession::transaction(manager), host));
    });
  }
  int begin_resume(const std::string& session, Resumed& outcome) {
    return host_.begin([this, session, &outcome](Host& host) {
      outcome.emplace(resume(host_.settings(), {session, Caller::guard}, host));
    });
  }
  bool await_in_trace(const std::string& words) {
    return host_.eventually([&] { return host_.trace().find(words) != std::string::npos; });
  }
  // From now on monit does not wait again, once it has come round.
  void end_the_wait() { host_.start_process("no such process"); }
  // Whether nobody holds the lock for longer than an act.
  bool is_lock_soon_free() {
    const auto until = host_.now() + seconds(1);
    while (host_.machine().disk.locked->contains("lock")) {
      if (host_.now() >= until) return false;
      host_.pass(milliseconds(10));
    }
    return true;
  }

  ModelSession host_{kBusyChecks};
};

TEST_F(WhileMonitIsBusy, ThreeTransactionsInARowAreAllSuspended) {
  std::vector<int> resumers;
  std::vector<Resumed> resumed(3);
  for (int round = 0; round < 3; ++round) {
    const auto outcome = host_.suspend(host_.start_process("manager"));
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_FALSE(outcome->trouble) << outcome->trouble->message;
    EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
    EXPECT_EQ(host_.states(), kBusyAllOff);
    host_.upgrade_to(std::to_string(round + 2));
    resumers.push_back(begin_resume(*outcome->session, resumed[static_cast<std::size_t>(round)]));
    host_.pass(milliseconds(1'500));
  }
  for (const int resumer : resumers) EXPECT_TRUE(host_.await_end(resumer));
  host_.await_guards();
  EXPECT_TRUE(host_.becomes(kBusyAllOn)) << host_.trace();
}

TEST_F(WhileMonitIsBusy, AHookActsWhileAResumeWaitsForAReload) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  host_.upgrade_to("2");
  Resumed resumed;
  const int resumer = begin_resume(first, resumed);
  ASSERT_TRUE(await_in_trace("monit.reload"));
  ASSERT_TRUE(is_lock_soon_free());
  end_the_wait();
  const auto second = host_.suspend(host_.manager());
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_THAT(second->suspended, ElementsAre("bin", "settings"));
  ASSERT_TRUE(host_.await_end(resumer));
  EXPECT_EQ(host_.states(), kBusyAllOff);
  ASSERT_TRUE(host_.resume(*second->session).ok());
  EXPECT_TRUE(host_.becomes(kBusyAllOn));
}

TEST_F(WhileMonitIsBusy, AHookTakesWhatAResumeHasAskedFor) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  Resumed resumed;
  const int resumer = begin_resume(first, resumed);
  ASSERT_TRUE(await_in_trace("asks to monitor settings"));
  ASSERT_TRUE(is_lock_soon_free());
  const auto second = host_.suspend(host_.manager());
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_THAT(second->suspended, ElementsAre("bin", "settings"));
  ASSERT_TRUE(host_.await_end(resumer));
  EXPECT_EQ(host_.states(), kBusyAllOff) << host_.trace();
  EXPECT_FALSE(host_.journal().has(first));
  end_the_wait();
  host_.pass(seconds(35));
  ASSERT_TRUE(host_.resume(*second->session).ok());
  EXPECT_TRUE(host_.becomes(kBusyAllOn));
}

TEST_F(WhileMonitIsBusy, AHookWaitsWithoutTheLockForAMonitThatHasGone) {
  Suspended outcome;
  bool gone = false;
  host_.machine().set_disturber([&](std::string_view step) {
    if (step == "monit.act" && !std::exchange(gone, true)) host_.stop_monit();
    return done();
  });
  const int suspending = begin_suspend(host_.manager(), outcome);
  ASSERT_TRUE(host_.eventually([&] { return gone; }));
  host_.pass(milliseconds(60));
  EXPECT_FALSE(host_.machine().disk.locked->contains("lock"));
  host_.start_monit();
  ASSERT_TRUE(host_.await_end(suspending));
  ASSERT_TRUE(outcome->ok()) << outcome->error().message;
  EXPECT_THAT(outcome->value().suspended, ElementsAre("bin", "settings"));
  host_.machine().set_disturber([](std::string_view) { return done(); });
}

TEST_F(WhileMonitIsBusy, TwoHooksSuspendAtTheSameTime) {
  Suspended first;
  Suspended second;
  const int one = begin_suspend(host_.start_process("manager"), first);
  ASSERT_TRUE(await_in_trace("asks to unmonitor bin"));
  ASSERT_TRUE(is_lock_soon_free());
  const int other = begin_suspend(host_.manager(), second);
  ASSERT_TRUE(host_.await_end(one) && host_.await_end(other));
  for (const Suspended* outcome : {&first, &second}) {
    ASSERT_TRUE((*outcome)->ok()) << (*outcome)->error().message;
    EXPECT_THAT((*outcome)->value().suspended, ElementsAre("bin", "settings"));
  }
  end_the_wait();
  host_.pass(seconds(35));
  ASSERT_TRUE(host_.resume(*first->value().session).ok());
  EXPECT_EQ(host_.states(), kBusyAllOff);
  ASSERT_TRUE(host_.resume(*second->value().session).ok());
  EXPECT_TRUE(host_.becomes(kBusyAllOn));
}

// A check that another session takes is not this one's, though it went off while this one waited.
TEST_F(WhileMonitIsBusy, WhatAnotherHookSuspendsIsNotTakenForTheCascade) {
  host_.machine().packages.push_back({"another", 1, 0, true, {{"/etc/monitrc", "x"}}});
  Suspended first;
  const int one = begin_suspend(host_.start_process("manager"), first);
  ASSERT_TRUE(await_in_trace("asks to unmonitor bin"));
  Transaction another = ModelSession::transaction(host_.manager());
  another.items.front().package.name = "another";
  const auto second =
      host_.run([&](Host& host) { return suspend(host_.settings(), another, host); });
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_THAT(second->suspended, ElementsAre("other"));
  ASSERT_TRUE(host_.await_end(one));
  EXPECT_EQ(host_.journal().load(*first->value().session)->find("other"), nullptr);
}

TEST_F(WhileMonitIsBusy, ASuspendStopsOnceSomebodyResumesItsSession) {
  Suspended outcome;
  const int suspending = begin_suspend(host_.manager(), outcome);
  ASSERT_TRUE(await_in_trace("asks to unmonitor bin"));
  const auto sessions = host_.journal().all();
  ASSERT_EQ(sessions->sessions.size(), 1U);
  end_the_wait();
  // Its guard goes on with what does not come back in time.
  static_cast<void>(host_.resume(sessions->sessions.front().id));
  ASSERT_TRUE(host_.await_end(suspending));
  ASSERT_TRUE(outcome->ok());
  ASSERT_TRUE(outcome->value().trouble);
  EXPECT_THAT(outcome->value().trouble->message, HasSubstr("was resumed while"));
  EXPECT_THAT(host_.trace(),
              HasSubstr("says: suspending failed: " + outcome->value().trouble->message));
  EXPECT_THAT(outcome->value().suspended, IsEmpty());
  EXPECT_TRUE(host_.becomes(kBusyAllOn));
  host_.pass(seconds(90));
  EXPECT_EQ(host_.states(), kBusyAllOn) << host_.trace();
}

// Only the end mark of the session tells the suspend so, which therefore outlasts the guard.
TEST_F(WhileMonitIsBusy, AFrozenSuspendStopsThoughItsSessionHasEndedAndItsGuardToo) {
  Suspended outcome;
  const int manager = host_.start_process("manager");
  const int suspending = begin_suspend(manager, outcome);
  ASSERT_TRUE(await_in_trace("asks to unmonitor bin"));
  ASSERT_TRUE(is_lock_soon_free());
  host_.machine().scheduler.freeze(suspending, 900 * model::kSecond);
  end_the_wait();
  host_.kill(manager);
  host_.await_guards();
  ASSERT_EQ(host_.states(), kBusyAllOn);
  ASSERT_FALSE(outcome);
  ASSERT_TRUE(host_.await_end(suspending));
  ASSERT_TRUE(outcome->ok());
  ASSERT_TRUE(outcome->value().trouble);
  EXPECT_THAT(outcome->value().trouble->message, HasSubstr("was resumed while"));
  EXPECT_EQ(host_.states(), kBusyAllOn) << host_.trace();
  EXPECT_THAT(host_.journal().all()->sessions, IsEmpty());
}

TEST_F(WhileMonitIsBusy, TwoReloadsAreMadeOneAfterTheOther) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  host_.upgrade_to("2");
  Resumed resumed;
  const int resumer = begin_resume(first, resumed);
  ASSERT_TRUE(await_in_trace("monit.reload"));
  EXPECT_TRUE(host_.machine().disk.locked->contains("reload.lock"));
  const auto again = host_.resume(first);
  ASSERT_TRUE(host_.await_end(resumer));
  EXPECT_TRUE(host_.becomes(kBusyAllOn)) << host_.trace();
  EXPECT_FALSE(host_.machine().disk.locked->contains("reload.lock"));
}

}  // namespace
}  // namespace pkgmap
