// The policy `unreachable: stop-monit`: a monit that cannot be asked is stopped for the time of the
// transaction. On the model.
#include "engine/session/suspend/stop_monit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kStoppedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n"
    " if failed checksum then alert\n";

// A host whose monit has no HTTP interface.
class StopMonit : public testing::Test {
 protected:
  StopMonit() {
    host_.settings().policy.unreachable = rules::OnUnreachable::stop_monit;
    std::string text = *host_.machine().content(model::Machine::kControlFile);
    const auto httpd = text.find("set httpd");
    text.erase(httpd, text.find('\n', httpd) - httpd + 1);
    host_.machine().put(model::Machine::kControlFile, text);
    // monit begins when its files have long been there.
    host_.pass(std::chrono::seconds(2));
    host_.stop_monit();
    host_.machine().start_monit();
    host_.pass(std::chrono::seconds(5));
  }
  bool runs() { return host_.monit().alive(); }
  bool no_session_is_left() { return host_.journal().all()->sessions.empty(); }

  ModelSession host_{kStoppedChecks};
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
  EXPECT_THAT(resumed->drift, IsEmpty());
  ASSERT_THAT(resumed->baselines, SizeIs(1));
  EXPECT_EQ(resumed->baselines[0].check, "bin");
}

TEST_F(StopMonit, DriftInBetweenIsTold) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.write("etc/settings", "somebody else's\n");
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_TRUE(resumed.ok());
  ASSERT_THAT(resumed->drift, SizeIs(1));
  EXPECT_EQ(resumed->drift[0].check, "settings");
  EXPECT_TRUE(runs());
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

}  // namespace
}  // namespace pkgmap
