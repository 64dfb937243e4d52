// Sessions whose processes have all died, and those that take their checks over. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/cascade.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kDeadChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

// The suspend dies after it has written the journal and before a guard runs, or together with it:
// nobody will resume this session.
TEST(DeadSessions, DoNotHoldWhatALaterSessionSuspended) {
  ModelSession host(kDeadChecks);
  SessionRecord dead;
  dead.id = "00000000deadbeef";
  dead.state = SessionState::suspending;
  dead.pid = host.manager();
  dead.pid_start_time = 1;
  dead.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  ASSERT_TRUE(host.journal().save(dead).ok());
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

// Without a guard no check was suspended, so an administrator switched off what is off now.
TEST(DeadSessions, ThatNeverBeganAreNoReasonToSwitchAnythingOn) {
  ModelSession host(kDeadChecks);
  SessionRecord dead;
  dead.id = "00000000deadbeef";
  dead.state = SessionState::suspending;
  dead.checks.push_back({"settings", false, {"hosted"}, {}, {}});
  ASSERT_TRUE(host.journal().save(dead).ok());
  host.administrator(Verb::unmonitor, "settings");
  const std::string id = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  ASSERT_TRUE(host.resume(dead.id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  EXPECT_FALSE(host.journal().has(dead.id));
}

// Returns a session whose package manager and guard are dead.
std::string left_suspended(ModelSession& host) {
  const int manager = host.start_process("manager");
  std::string dead = host.suspend_for(manager);
  host.kill_guard(dead);
  host.kill(manager);
  return dead;
}

TEST(DeadSessions, AreTakenOverByTheNextTransactionOfTheirPackage) {
  ModelSession host(kDeadChecks);
  left_suspended(host);
  const std::string id = host.suspend_for(host.manager());
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

TEST(DeadSessions, GiveTheirOtherChecksToWhoTakesThemOver) {
  ModelSession host(kDeadChecks);
  model::ModelPackage more;
  more.name = "more";
  more.files = {{"/etc/monitrc", "x"}};
  host.machine().packages.push_back(more);
  Transaction both = ModelSession::transaction(host.start_process("manager"));
  both.items.push_back(both.items.front());
  both.items.back().package.name = "more";
  const auto dead =
      host.run([&](Host& machine) { return suspend(host.settings(), both, machine); });
  ASSERT_TRUE(dead.ok() && dead->session);
  ASSERT_EQ(host.states(), "bin=off settings=off other=off");
  host.kill_guard(*dead->session);
  host.kill(both.pid);
  const std::string id = host.suspend_for(host.manager());
  EXPECT_FALSE(host.journal().has(*dead->session));
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

// Nobody can tell a check that the cascade switched off from one that an administrator switched
// off.
TEST(DeadSessions, NameWhatNobodySawGo) {
  ModelSession host(kDeadChecks);
  const std::string id = host.suspend_without_guard();
  SessionRecord record = host.journal().load(id).value();
  EXPECT_THAT(record.unrelated, IsEmpty());
  record.unrelated = {"settings", "other"};
  std::erase_if(record.checks, [](const SuspendedCheck& check) { return check.name != "bin"; });
  ASSERT_TRUE(host.journal().save(record).ok());
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_EQ(outcome->kept[0].name, "settings");
  EXPECT_EQ(outcome->kept[0].reason, kUnseen);
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

// Somebody switches `other` off while the resume waits for a moment that suits a reload.
TEST(DeadSessions, NameNothingThatGoesOnlyAfterTheResumeHasLooked) {
  std::string checks = kDeadChecks;
  checks.insert(checks.find("check file settings"), " if failed checksum then alert\n");
  ModelSession host(checks);
  const std::string id = host.suspend_without_guard();
  SessionRecord record = host.journal().load(id).value();
  record.unrelated = {"settings", "other"};
  std::erase_if(record.checks, [](const SuspendedCheck& check) { return check.name != "bin"; });
  ASSERT_TRUE(host.journal().save(record).ok());
  host.upgrade_to("2");
  host.settings().listener = [&](const std::string& told) {
    if (told != "waiting for a moment that suits a reload") return;
    host.monit().ask(Verb::unmonitor, "other", model::Who::administrator,
                     host.machine().scheduler.now());
    host.machine().scheduler.sleep(2 * model::kSecond);
  };
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_EQ(outcome->kept[0].name, "settings");
  EXPECT_EQ(host.states(), "bin=on settings=off other=off");
}

TEST(DeadSessions, LeaveWhatNobodySawGoToWhoTakesThemOver) {
  ModelSession host(kDeadChecks);
  const std::string dead = left_suspended(host);
  SessionRecord record = host.journal().load(dead).value();
  host.administrator(Verb::unmonitor, "other");
  record.unrelated = {"other"};
  ASSERT_TRUE(host.journal().save(record).ok());
  const std::string id = host.suspend_for(host.manager());
  EXPECT_FALSE(host.journal().has(dead));
  const auto outcome = host.resume(id, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_EQ(outcome->kept[0].reason, kUnseen);
  EXPECT_EQ(host.states(), "bin=on settings=on other=off");
}

TEST(DeadSessions, CanBeResumedByName) {
  ModelSession host(kDeadChecks);
  const std::string dead = left_suspended(host);
  ASSERT_TRUE(host.resume(dead).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

}  // namespace
}  // namespace pkgmap
