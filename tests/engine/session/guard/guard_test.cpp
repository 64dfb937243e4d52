// The guard: which processes it watches, and when it resumes. On the model;
// tests/engine/session/guard/guard_process_test.cpp tests the process.
#include "engine/session/guard/guard.hpp"

#include <fcntl.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::HasSubstr;
using testing::SizeIs;

const char* const kGuardedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

class WhileTheGuardWatches : public testing::Test {
 protected:
  void suspend() {
    host_.settings().policy.lease = minutes(10);
    manager_ = host_.start_process("manager");
    id_ = host_.suspend_for(manager_);
    EXPECT_EQ(host_.states(), "bin=off settings=off");
  }
  int guard() { return host_.journal().load(id_)->guard_pid; }
  bool comes_back() {
    return host_.becomes("bin=on settings=on") &&
           host_.eventually([&] { return !host_.journal().has(id_); });
  }

  ModelSession host_{kGuardedChecks};
  int manager_ = 0;
  std::string id_;
};

TEST_F(WhileTheGuardWatches, ItResumesWhenThePackageManagerIsKilled) {
  suspend();
  host_.kill(manager_);
  EXPECT_TRUE(comes_back());
  host_.await_guards();
}

TEST_F(WhileTheGuardWatches, ItLeavesASessionAloneWhileItsManagerLives) {
  suspend();
  host_.pass(minutes(9));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
}

TEST_F(WhileTheGuardWatches, ItResumesWhenTheLeaseIsOver) {
  suspend();
  host_.pass(minutes(11));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
  EXPECT_TRUE(host_.lives(manager_));
}

// As systemd does to every process of a service that ends.
TEST_F(WhileTheGuardWatches, ItResumesThoughItIsToldToEndTogetherWithItsManager) {
  suspend();
  host_.machine().tell_to_end(guard());
  host_.pass(seconds(30));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.kill(manager_);
  EXPECT_TRUE(comes_back());
}

// Its package manager goes on, and systemd would kill the guard 90 s after SIGTERM.
TEST_F(WhileTheGuardWatches, ItDoesNotWaitForItsManagerBeyondItsLastMinute) {
  suspend();
  host_.machine().tell_to_end(guard());
  host_.pass(seconds(60));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
  EXPECT_THAT(host_.guards(), SizeIs(0));
}

// Else its checks would stay suspended though only a small file was to be read.
TEST(WhileTheGuardIsToldToEnd, ItReadsTheFilesThatNeedANewBaseline) {
  ModelSession host("check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n");
  const int manager = host.start_process("manager");
  const std::string id = host.suspend_for(manager);
  host.upgrade_to("2");
  host.machine().tell_to_end(host.journal().load(id)->guard_pid);
  host.kill(manager);
  EXPECT_TRUE(host.becomes("bin=on"));
}

// systemd ends monit at the same time, and would wait for the guard.
TEST_F(WhileTheGuardWatches, ItEndsAtOnceWhenTheMachineShutsDown) {
  suspend();
  const int watching = guard();
  host_.machine().shuts_down = true;
  host_.machine().tell_to_end(watching);
  host_.pass(seconds(2));
  EXPECT_FALSE(host_.lives(watching));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  EXPECT_TRUE(host_.journal().has(id_));
}

// The package manager delays the shutdown, and systemd has not told the guard to end yet.
TEST_F(WhileTheGuardWatches, ItGoesOnWhileTheMachineShutsDownUntilItIsToldToEnd) {
  suspend();
  host_.machine().shuts_down = true;
  host_.pass(seconds(10));
  EXPECT_TRUE(host_.lives(guard()));
  host_.kill(manager_);
  EXPECT_TRUE(comes_back());
}

TEST_F(WhileTheGuardWatches, ItEndsAtOnceWhenTheMachineShutsDownWhileItTriesToResume) {
  suspend();
  const int watching = guard();
  host_.monit().kill();
  host_.kill(manager_);
  host_.pass(seconds(20));
  ASSERT_TRUE(host_.lives(watching));
  host_.machine().shuts_down = true;
  host_.machine().tell_to_end(watching);
  host_.pass(seconds(12));
  EXPECT_FALSE(host_.lives(watching));
  EXPECT_TRUE(host_.journal().has(id_));
}

// The package manager has ended before the guard begins.
TEST_F(WhileTheGuardWatches, ItResumesAtOnceWhenThereIsNoSuchManager) {
  const int gone = host_.start_process("manager");
  host_.kill(gone);
  // The guard may be faster than monit: then suspend says that somebody resumed its session.
  ASSERT_TRUE(host_.suspend(gone).ok());
  EXPECT_TRUE(host_.becomes("bin=on settings=on"));
}

TEST_F(WhileTheGuardWatches, ItWaitsForTheScriptletThatAKilledManagerLeftBehind) {
  suspend();
  const int scriptlet = host_.machine().start_process("scriptlet", manager_);
  host_.kill(manager_);
  host_.pass(seconds(30));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.kill(scriptlet);
  EXPECT_TRUE(comes_back());
}

TEST_F(WhileTheGuardWatches, ItDoesNotWaitForAScriptletForEver) {
  suspend();
  host_.machine().start_process("scriptlet", manager_);
  host_.kill(manager_);
  host_.pass(seconds(80));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
}

// rpm's own scripts end, however long they take: a rebuilt initramfs, an index of manual pages.
TEST_F(WhileTheGuardWatches, ItWaitsForAScriptOfRpmInAnotherGroupUntilTheScriptEnds) {
  suspend();
  const int script = host_.machine().start_process(model::Machine::kScriptlet);
  host_.kill(manager_);
  host_.pass(minutes(5));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.kill(script);
  EXPECT_TRUE(comes_back());
}

TEST_F(WhileTheGuardWatches, ItWaitsForNoScriptThatBeganBeforeIt) {
  host_.machine().start_process(model::Machine::kScriptlet);
  host_.pass(seconds(1));
  suspend();
  host_.kill(manager_);
  EXPECT_TRUE(comes_back());
}

// zypper starts an rpm for each package: it goes on when zypper is killed.
TEST_F(WhileTheGuardWatches, ItWaitsForTheTransactionOfRpmThatOutlivesTheManager) {
  suspend();
  host_.machine().transaction_holder = 0;
  host_.kill(manager_);
  host_.pass(minutes(5));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.machine().transaction_holder.reset();
  EXPECT_TRUE(comes_back());
}

TEST_F(WhileTheGuardWatches, ItDoesNotWaitForRpmBeyondItsLease) {
  suspend();
  host_.machine().transaction_holder = 0;
  host_.kill(manager_);
  host_.pass(minutes(11));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
}

// packagekitd lives on between its transactions.
TEST_F(WhileTheGuardWatches, ItResumesFiveMinutesAfterTheTransactionOfAManagerThatLivesOn) {
  suspend();
  host_.machine().transaction_holder = 0;
  host_.pass(minutes(3));
  host_.machine().transaction_holder.reset();
  host_.pass(minutes(4));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.pass(minutes(2));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
  EXPECT_TRUE(host_.lives(manager_));
}

// Somebody else's transaction says nothing about the one of this manager.
TEST_F(WhileTheGuardWatches, ItTakesNoTransactionOfAnotherManagerForItsOwn) {
  suspend();
  host_.machine().transaction_holder = host_.start_process("another manager");
  host_.pass(minutes(1));
  host_.machine().transaction_holder.reset();
  host_.pass(minutes(8));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
}

TEST_F(WhileTheGuardWatches, ItKnowsTheTransactionOfItsOwnManager) {
  suspend();
  host_.machine().transaction_holder = manager_;
  host_.pass(minutes(1));
  host_.machine().transaction_holder.reset();
  host_.pass(minutes(6));
  EXPECT_EQ(host_.states(), "bin=on settings=on");
}

// A person who resumes knows better than the guard, which waits for a scriptlet.
TEST_F(WhileTheGuardWatches, ItEndsWhenAPersonResumesThoughAScriptletGoesOn) {
  suspend();
  host_.machine().start_process(model::Machine::kScriptlet);
  host_.kill(manager_);
  host_.pass(seconds(30));
  ASSERT_TRUE(host_.resume(id_).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=on");
  host_.await_guards();
  EXPECT_FALSE(host_.journal().has(id_));
}

TEST_F(WhileTheGuardWatches, ItSuspendsAgainWhatMonitForgetsWhileAScriptletGoesOn) {
  suspend();
  const int script = host_.machine().start_process(model::Machine::kScriptlet);
  host_.kill(manager_);
  host_.kill_monit();
  host_.start_monit();
  host_.pass(seconds(30));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
  host_.kill(script);
  EXPECT_TRUE(comes_back());
}

TEST_F(WhileTheGuardWatches, ItLeavesASeriesAloneBetweenItsTransactions) {
  suspend();
  SessionRecord record = host_.journal().load(id_).value();
  record.series = true;
  ASSERT_TRUE(host_.journal().save(record).ok());
  host_.machine().transaction_holder = 0;
  host_.pass(seconds(5));
  host_.machine().transaction_holder.reset();
  host_.pass(minutes(8));
  EXPECT_EQ(host_.states(), "bin=off settings=off");
}

TEST_F(WhileTheGuardWatches, ItEndsWithoutADeedWhenItsSessionIsGone) {
  suspend();
  ASSERT_TRUE(host_.journal().remove(id_).ok());
  host_.await_guards();
  EXPECT_EQ(host_.states(), "bin=off settings=off");
}

// The process that has started the guard hears of no guard, so the session has none.
TEST_F(WhileTheGuardWatches, AGuardThatCannotGiveItsWordTakesItsSignatureBack) {
  suspend();
  host_.kill_guard(id_);
  int mute = 0;
  const Done ran = host_.run([&](Host& host) {
    mute = host.own_pid();
    return run_guard(host_.settings(), id_, ::open("/dev/full", O_WRONLY | O_CLOEXEC), host);
  });
  ASSERT_FALSE(ran.ok());
  EXPECT_THAT(ran.error().message, HasSubstr("cannot give its word"));
  EXPECT_NE(guard(), mute);
  EXPECT_EQ(host_.states(), "bin=off settings=off");
}

// The suspend dies between the guard's ready notification and the unmonitor, or before its last
// write to the journal.
TEST_F(WhileTheGuardWatches, ItBringsBackWhatAKilledSuspendHadBegun) {
  suspend();
  SessionRecord record = host_.journal().load(id_).value();
  record.state = SessionState::suspending;
  ASSERT_TRUE(host_.journal().save(record).ok());
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes("bin=on settings=on"));
}

}  // namespace
}  // namespace pkgmap
