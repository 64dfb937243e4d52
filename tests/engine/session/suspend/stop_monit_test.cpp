// The policy `unreachable: stop-monit`: a monit that cannot be asked is stopped for the time of the
// transaction. On the model.
#include "engine/session/suspend/stop_monit.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "tests/engine/session/suspend/unreachable_monit.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StopMonit : public test::UnreachableMonit {
 protected:
  // From now on each step with this name fails; an empty name: none does.
  void let_fail(const std::string& failing) {
    host_.machine().set_disturber([failing](std::string_view step) -> Done {
      if (failing.empty() || step != failing) return done();
      return Error{ErrorCode::monit, "it does not end"};
    });
  }
};

TEST_F(StopMonit, IsStoppedAndStartedAgain) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->stopped_monit);
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_FALSE(runs());
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_TRUE(resumed->started_monit);
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(StopMonit, WhatThePackageBroughtIsNoDrift) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.upgrade_to("2");
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_TRUE(resumed.ok());
  EXPECT_THAT(resumed->results.drift, IsEmpty());
  ASSERT_THAT(resumed->results.baselines, SizeIs(1));
  EXPECT_EQ(resumed->results.baselines[0].check, "bin");
}

TEST_F(StopMonit, DriftInBetweenIsTold) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.write("etc/settings", "somebody else's\n");
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_TRUE(resumed.ok());
  ASSERT_THAT(resumed->results.drift, SizeIs(1));
  EXPECT_EQ(resumed->results.drift[0].check, "settings");
  EXPECT_TRUE(runs());
  const auto history = read_history(host_.journal().store());
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->sessions.back()["drift"].dump(-1),
            drift_json(resumed->results.drift).dump(-1));
}

TEST_F(StopMonit, ADeadManagersGuardStartsIt) {
  const int manager = host_.start_process("manager");
  ASSERT_TRUE(host_.suspend(manager).ok());
  EXPECT_FALSE(runs());
  host_.kill(manager);
  EXPECT_TRUE(host_.eventually([&] { return runs(); }));
  EXPECT_TRUE(host_.eventually([&] { return no_session_is_left(); }));
}

TEST_F(StopMonit, OneThatDidNotRunIsNotStarted) {
  host_.stop_monit();
  const auto outcome = host_.suspend();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::monit);
  EXPECT_FALSE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(StopMonit, OneThatSomebodyStartedMeanwhileIsNotStartedTwice) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.start_monit();
  const int pid = host_.machine().monit_pid();
  ASSERT_TRUE(host_.resume(*outcome->session).ok());
  EXPECT_TRUE(runs());
  EXPECT_EQ(host_.machine().monit_pid(), pid);
}

TEST_F(StopMonit, StaysStoppedUntilTheLastTransactionEnds) {
  const auto first = host_.suspend();
  const auto second = host_.suspend(host_.start_process("manager"));
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(second.ok()) << second.error().message;
  ASSERT_TRUE(host_.resume(*first->session).ok());
  EXPECT_FALSE(runs());
  ASSERT_TRUE(host_.resume(*second->session).ok());
  EXPECT_TRUE(runs());
}

// The other session has suspended its checks over the HTTP interface, which is gone by now.
TEST_F(StopMonit, IsStoppedAlsoBesideASessionThatDidNotStopIt) {
  host_.write_httpd(ModelSession::kHttpd);
  host_.reload_monit();
  const auto other = host_.suspend(host_.start_process("manager"));
  ASSERT_TRUE(other.ok()) << other.error().message;
  ASSERT_FALSE(other->stopped_monit);
  host_.write_httpd("");
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->stopped_monit);
  EXPECT_FALSE(runs());
  ASSERT_TRUE(host_.resume(*outcome->session).ok());
  EXPECT_TRUE(runs());
}

// Perhaps it ends later: the session goes on, and its resume starts monit again.
TEST_F(StopMonit, OneThatDoesNotEndIsToldAndComesBackAllTheSame) {
  let_fail("monit.stop");
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(outcome->trouble);
  EXPECT_EQ(outcome->trouble->message, "it does not end");
  let_fail("");
  ASSERT_TRUE(host_.resume(*outcome->session).ok());
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(StopMonit, OneThatCannotBeStartedKeepsItsSession) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  host_.kill_guard(*outcome->session);
  let_fail("monit.start");
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_FALSE(resumed.ok());
  EXPECT_EQ(resumed.error().message, "it does not end");
  EXPECT_FALSE(no_session_is_left());
  let_fail("");
  ASSERT_TRUE(host_.resume(*outcome->session).ok());
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

// The contents are unknown, so monit must not take those of the transaction as good.
TEST_F(StopMonit, IsNotStoppedIfTheRecordOfContentsCannotBeRead) {
  host_.machine().disk.texts["contents"].now = "cut off";
  const auto outcome = host_.suspend();
  ASSERT_FALSE(outcome.ok());
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(StopMonit, IsNotStoppedWithoutAGuardThatStartsItAgain) {
  host_.machine().guards_start = false;
  EXPECT_FALSE(host_.suspend().ok());
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

// A person resumes the session before monit has ended: nothing is suspended then, and the hook says
// so.
TEST_F(StopMonit, OneWhoseSessionIsResumedMeanwhileRunsAndIsNotSuspended) {
  bool resumed = false;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    if (step != "monit.stop" || std::exchange(resumed, true)) return done();
    const std::string id = host_.journal().all()->sessions.at(0).id;
    EXPECT_TRUE(host_.journal().remove(id).ok());
    return done();
  });
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(resumed);
  ASSERT_TRUE(outcome->trouble);
  EXPECT_EQ(outcome->trouble->message, "the session was resumed while its checks were suspended");
  EXPECT_THAT(outcome->suspended, IsEmpty());
  EXPECT_THAT(outcome->not_suspended, ElementsAre("bin", "settings"));
}

// monit would take a process that is still to come for one that has failed.
TEST_F(StopMonit, IsStartedOnceTheProcessesAreBackOrTheirTimeIsOver) {
  const auto put_checks = [&](const std::string& more) {
    std::string text = *host_.machine().content(model::Machine::kControlFile);
    host_.machine().put(model::Machine::kControlFile, text + more);
  };
  put_checks("check process proc pidfile " + ModelSession::path("run/daemon.pid") + "\n");
  host_.settings().settle = std::chrono::seconds(10);
  for (const bool comes_back : {true, false}) {
    const int daemon = host_.start_process("daemon");
    host_.write("run/daemon.pid", std::to_string(daemon) + "\n");
    const auto outcome = host_.suspend();
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    host_.kill_guard(*outcome->session);
    host_.kill(daemon);
    const auto began = host_.now();
    const int resume = host_.begin([&](Host& machine) {
      EXPECT_TRUE(
          pkgmap::resume(host_.settings(), {*outcome->session, Caller::person}, machine).ok());
    });
    host_.pass(std::chrono::seconds(3));
    EXPECT_FALSE(runs());
    if (comes_back) {
      host_.write("run/daemon.pid", std::to_string(host_.start_process("daemon")) + "\n");
    }
    ASSERT_TRUE(host_.await_end(resume));
    EXPECT_TRUE(runs());
    EXPECT_EQ(host_.now() - began < std::chrono::seconds(8), comes_back);
  }
}

TEST_F(StopMonit, IsLeftAloneByAPolicyThatDoesNotSaySo) {
  host_.settings().policy.unreachable = rules::OnUnreachable::none;
  EXPECT_FALSE(host_.suspend().ok());
  EXPECT_TRUE(runs());
}

TEST_F(StopMonit, IsLeftAloneByATransactionThatTouchesNoCheck) {
  Transaction transaction = host_.transaction(host_.manager());
  transaction.items.front().package.name = "another";
  const auto outcome =
      host_.run([&](Host& machine) { return suspend(host_.settings(), transaction, machine); });
  ASSERT_TRUE(outcome.ok());
  EXPECT_FALSE(outcome->session);
  EXPECT_TRUE(runs());
}

class StopMonitWithAProcess : public test::UnreachableMonit {
 protected:
  StopMonitWithAProcess()
      : UnreachableMonit("check process proc pidfile @HOST@/run/daemon.pid\n") {}
};

TEST_F(StopMonitWithAProcess, IsStartedByTheGuardIfAHookWouldWaitLongForTheProcess) {
  host_.settings().settle = std::chrono::seconds(30);
  const int daemon = host_.start_process("daemon");
  host_.write("run/daemon.pid", std::to_string(daemon) + "\n");
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.kill(daemon);
  const auto began = host_.now();
  const auto resumed = host_.resume(*outcome->session, true);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_FALSE(resumed->finished);
  EXPECT_LT(host_.now() - began, std::chrono::seconds(7));
  host_.await_guards();
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

}  // namespace
}  // namespace pkgmap
