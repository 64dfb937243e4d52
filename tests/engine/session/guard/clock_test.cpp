// Somebody sets the clock while a session is under way, or the machine slept. On the model.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/stale.hpp"
#include "engine/session/guard/overdue.hpp"
#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::IsEmpty;

constexpr const char* kClockChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n"
    "check file other path @DIR@/monitrc\n if failed checksum then alert\n";
constexpr const char* kClockOff = "bin=off settings=off other=on";
constexpr const char* kClockAllOn = "bin=on settings=on other=on";
constexpr model::Usec kClockHour = 3'600 * model::kSecond;

/// By how many hours the clock jumps.
class AClockThatJumps : public testing::TestWithParam<int> {
 protected:
  void jump() { host_.machine().clock_is_ahead += GetParam() * kClockHour; }

  ModelSession host_{kClockChecks};
};

TEST_P(AClockThatJumps, LeavesAnUpgradeAsItIs) {
  const std::string id = host_.suspend_for(host_.manager());
  jump();
  host_.upgrade_to("2");
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_THAT(outcome->results.drift, IsEmpty());
  EXPECT_EQ(host_.states(), kClockAllOn);
  host_.await_guards();
  EXPECT_EQ(host_.states(), kClockAllOn);
}

TEST_P(AClockThatJumps, LetsNoForeignContentPass) {
  const std::string id = host_.suspend_for(host_.manager());
  jump();
  host_.machine().put("/etc/monitrc", host_.machine().content("/etc/monitrc").value() + "# evil\n");
  host_.upgrade_to("2");
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->results.drift, testing::SizeIs(1));
}

// The lease runs by a clock that nobody can set.
TEST_P(AClockThatJumps, NeitherEndsTheLeaseNorKeepsItOpen) {
  const int manager = host_.start_process("manager");
  static_cast<void>(host_.suspend_for(manager));
  jump();
  host_.pass(minutes(10));
  EXPECT_EQ(host_.states(), kClockOff);
  EXPECT_FALSE(host_.guards().empty());
  host_.pass(host_.settings().policy.lease);
  EXPECT_TRUE(host_.becomes(kClockAllOn)) << host_.trace();
}

// `recover` and further hooks go by the same clock as the guard.
TEST_P(AClockThatJumps, MakesNoSessionOverdueOrDead) {
  const std::string id = host_.suspend_for(host_.start_process("manager"));
  jump();
  const auto record = host_.journal().load(id);
  ASSERT_TRUE(record);
  host_.run([&](Host& machine) {
    EXPECT_THAT(overdue_sessions(host_.settings(), {*record}, machine), IsEmpty());
    EXPECT_FALSE(lease_is_over(*record, machine));
  });
  host_.pass(host_.settings().policy.lease + seconds(1));
  host_.run([&](Host& machine) { EXPECT_TRUE(lease_is_over(*record, machine)); });
}

TEST_P(AClockThatJumps, KeepsNoGuardFromResumingForADeadManager) {
  const int manager = host_.start_process("manager");
  static_cast<void>(host_.suspend_for(manager));
  jump();
  host_.kill(manager);
  host_.pass(minutes(2));
  EXPECT_EQ(host_.states(), kClockAllOn) << host_.trace();
}

INSTANTIATE_TEST_SUITE_P(Hours, AClockThatJumps, testing::Values(6, -6));

}  // namespace
}  // namespace pkgmap
