// A suspend that dies by SIGKILL after it has asked monit, before it has seen the result. On the
// model.
#include <chrono>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/cascade.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::SizeIs;

const char* const kKilledChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

// The suspend dies at the first step after its request.
void suspend_and_die(ModelSession& host, int manager) {
  const int victim = host.begin([&host, manager](Host& machine) {
    static_cast<void>(suspend(host.settings(), ModelSession::transaction(manager), machine));
  });
  bool asked = false;
  host.machine().set_disturber([&, victim](std::string_view step) {
    if (host.machine().scheduler.self() != victim) return done();
    if (asked) host.kill(victim);
    asked = asked || step == "monit.act";
    return done();
  });
  ASSERT_TRUE(host.await_end(victim));
  host.machine().set_disturber([](std::string_view) { return done(); });
}

// monit's cascade follows the control file that monit has read: there, `more` depends on `bin`.
class AKilledSuspend : public testing::Test {
 protected:
  AKilledSuspend() { host_.write_checks(checks("")); }
  static std::string checks(const std::string& dependency) {
    return std::string(kKilledChecks) + "check file more path @DIR@/monitrc\n" + dependency;
  }

  ModelSession host_{checks(" depends on bin\n")};
  const int manager_ = host_.start_process("manager");
};

TEST_F(AKilledSuspend, LeavesToTheGuardToNameWhatMonitTookAlongUnseen) {
  suspend_and_die(host_, manager_);
  // A guard that acts earlier would replace the pending request.
  ASSERT_TRUE(host_.becomes("bin=off settings=off more=off"));
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes("bin=on settings=on more=off"));
  host_.await_guards();
  const auto sessions = host_.journal().all()->sessions;
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].state, SessionState::kept);
  ASSERT_THAT(sessions[0].checks, SizeIs(1));
  EXPECT_EQ(sessions[0].checks[0].kept_reason, kUnseen);
}

// monit is busy for long: the resume sees that the unmonitor is still pending, and monit carries
// the unmonitor out just before the resume asks.
TEST_F(AKilledSuspend, LeavesToTheResumeToNameWhatMonitTakesAlongMeanwhile) {
  host_.monit().be_busy(20 * model::kSecond);
  host_.pass(seconds(3));
  suspend_and_die(host_, manager_);
  ASSERT_EQ(host_.states(), "bin=on settings=on more=on");
  const std::string id = host_.journal().all()->sessions.at(0).id;
  host_.monit().be_busy(5 * model::kMillisecond);
  bool asked = false;
  host_.machine().set_disturber([&](std::string_view step) {
    model::Scheduler& scheduler = host_.machine().scheduler;
    if (step == "monit.act" && !std::exchange(asked, true)) {
      scheduler.freeze(scheduler.self(), 25 * model::kSecond);
    }
    return done();
  });
  const auto outcome = host_.resume(id);
  host_.machine().set_disturber([](std::string_view) { return done(); });
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_.states(), "bin=on settings=on more=off") << host_.trace();
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_EQ(outcome->kept[0].name, "more");
  EXPECT_EQ(outcome->kept[0].reason, kUnseen);
}

// The hook starts its suspend once more: from then on the guard watches the checks.
TEST(AKilledSuspendThatIsStartedOnceMore, SuspendsItsChecksForGood) {
  ModelSession host(kKilledChecks);
  const int manager = host.start_process("manager");
  suspend_and_die(host, manager);
  ASSERT_TRUE(host.becomes("bin=off settings=off"));
  const std::string id = host.journal().all()->sessions.at(0).id;
  ASSERT_EQ(host.journal().load(id)->state, SessionState::suspending);
  EXPECT_EQ(host.suspend_for(manager), id);
  EXPECT_EQ(host.journal().load(id)->state, SessionState::suspended);
  // As after a power failure: monit begins with every check on.
  host.pass(seconds(2));
  host.kill_monit();
  host.monit().forget();
  host.start_monit();
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_TRUE(host.becomes("bin=off settings=off"));
}

}  // namespace
}  // namespace pkgmap
