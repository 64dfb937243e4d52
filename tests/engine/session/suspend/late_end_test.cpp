// The policy `unreachable: stop-monit`, and a monit that ends later than the suspend can wait: a
// network test keeps it busy. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/suspend/stop_monit.hpp"
#include "tests/engine/session/suspend/unreachable_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// It needs a minute to end.
class LateEnd : public test::UnreachableMonit {
 protected:
  LateEnd() { ends_after(seconds(60)); }
  void ends_after(seconds time) { host_.monit().end_after(time.count() * model::kSecond); }
  int pid() { return host_.machine().monit_pid(); }
  std::string suspended_in_vain(int manager) {
    const auto outcome = host_.suspend(manager);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    if (!outcome || !outcome->session) return {};
    EXPECT_TRUE(outcome->trouble.has_value());
    EXPECT_TRUE(runs());
    return *outcome->session;
  }
  // Another monit than the one that was to be stopped runs, and does not end any more.
  void expect_a_new_monit(int before) {
    EXPECT_TRUE(host_.eventually([&] { return runs() && pid() != before; }));
    host_.await_guards();
    host_.pass(minutes(5));
    EXPECT_TRUE(runs());
    EXPECT_EQ(pid(), before + 1);
    EXPECT_TRUE(no_session_is_left());
  }
};

TEST_F(LateEnd, SuspendsNoCheckUntilThen) {
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(outcome->trouble);
  EXPECT_EQ(outcome->trouble->message, "monit did not stop within 45 s");
  EXPECT_THAT(outcome->suspended, IsEmpty());
  EXPECT_THAT(outcome->not_suspended, ElementsAre("bin", "settings"));
  EXPECT_FALSE(outcome->stopped_monit);
  EXPECT_THAT(host_.trace(), HasSubstr("says: suspending failed: monit did not stop within 45 s"));
  EXPECT_EQ(host_.journal().load(*outcome->session)->state, SessionState::suspending);
}

TEST_F(LateEnd, APersonWaitsForItAndStartsAnotherMonit) {
  const int before = pid();
  const std::string id = suspended_in_vain(host_.manager());
  const auto resumed = host_.resume(id);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_TRUE(resumed->started_monit);
  EXPECT_TRUE(runs());
  expect_a_new_monit(before);
}

TEST_F(LateEnd, AHookLeavesItToTheGuard) {
  const int before = pid();
  const std::string id = suspended_in_vain(host_.manager());
  host_.upgrade_to("2");
  host_.machine().reading_takes = 8 * model::kSecond;
  const auto began = host_.now();
  const auto resumed = host_.resume(id, true);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_LT(host_.now() - began, seconds(1));
  EXPECT_FALSE(resumed->finished);
  EXPECT_FALSE(resumed->started_monit);
  EXPECT_THAT(resumed->pending, ElementsAre("bin", "settings"));
  expect_a_new_monit(before);
}

TEST_F(LateEnd, TheGuardOfADeadManagerWaitsForIt) {
  const int before = pid();
  const int manager = host_.start_process("manager");
  ASSERT_NE(suspended_in_vain(manager), "");
  host_.kill(manager);
  expect_a_new_monit(before);
}

// The guard has waited in vain, and tries again.
TEST_F(LateEnd, TheGuardTriesAgainAfterItsOwnWait) {
  ends_after(seconds(170));
  const int before = pid();
  const std::string id = suspended_in_vain(host_.manager());
  ASSERT_TRUE(host_.resume(id, true).ok());
  expect_a_new_monit(before);
}

TEST_F(LateEnd, APersonWhoWaitsInVainKeepsTheSession) {
  ends_after(minutes(10));
  const std::string id = suspended_in_vain(host_.manager());
  host_.kill_guard(id);
  const auto resumed = host_.resume(id);
  ASSERT_FALSE(resumed.ok());
  EXPECT_EQ(resumed.error().message, "monit did not stop within 45 s");
  EXPECT_FALSE(no_session_is_left());
  ASSERT_TRUE(host_.eventually([&] { return !runs(); }));
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

// monit ends while the transaction goes on, and somebody starts it: this monit is another one.
TEST_F(LateEnd, AMonitThatSomebodyHasStartedSinceStays) {
  const int before = pid();
  const std::string id = suspended_in_vain(host_.manager());
  ASSERT_TRUE(host_.eventually([&] { return !runs(); }));
  host_.start_monit();
  const auto resumed = host_.resume(id);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  expect_a_new_monit(before);
}

// The process with this pid and this start time is another one after a boot.
TEST_F(LateEnd, NoProcessOfAnotherBootIsTheMonitThatWasToEnd) {
  const std::string id = suspended_in_vain(host_.manager());
  SessionRecord record = *host_.journal().load(id);
  host_.machine().reboot();
  record.stopped->pid = pid();
  record.stopped->start_time = host_.machine().monit_start_time();
  ASSERT_TRUE(host_.journal().save(record).ok());
  const int booted = pid();
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(pid(), booted);
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

}  // namespace
}  // namespace pkgmap
