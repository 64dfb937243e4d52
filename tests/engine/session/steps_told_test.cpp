// What a command tells of its steps while it works, on the model.
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"
#include "tests/engine/session/resume/substitute_fixture.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::Contains;
using testing::ElementsAre;

class StepsTold : public testing::Test {
 protected:
  StepsTold() {
    host_.settings().listener = [this](const std::string& step) { told_.push_back(step); };
  }
  std::vector<std::string> told() { return std::exchange(told_, {}); }

  ModelSession host_{
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n"};

 private:
  std::vector<std::string> told_;
};

TEST_F(StepsTold, OfASuspendAndItsResume) {
  const std::string id = host_.suspend_for(host_.manager());
  EXPECT_THAT(told(), ElementsAre("reading the control files and the packages",
                                  "asking monit for its status",
                                  "reading what monit compares files with", "writing session " + id,
                                  "starting the guard", "asking monit to unmonitor"));
  host_.upgrade_to("2");
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_THAT(told(), ElementsAre("waiting for processes", "monitoring what needs no new baseline",
                                  "waiting for a moment that suits a reload",
                                  "reloading monit, then monitoring the rest"));
}

TEST_F(StepsTold, OfASuspendThatTakesOverADeadSession) {
  const int killed = host_.start_process("manager");
  const std::string dead = host_.suspend_for(killed);
  host_.kill_guard(dead);
  host_.kill(killed);
  told();
  host_.suspend_for(host_.manager());
  EXPECT_THAT(told(), Contains("taking over what session " + dead + " left suspended"));
}

TEST_F(StepsTold, OfASuspendWhileMonitIsSilent) {
  host_.stop_monit();
  EXPECT_FALSE(host_.suspend().ok());
  EXPECT_THAT(told(), Contains("monit does not answer: Connection refused; trying once more"));
}

TEST_F(StepsTold, OfARecovery) {
  const int killed = host_.start_process("manager");
  const std::string dead = host_.suspend_for(killed);
  host_.kill_guard(dead);
  host_.kill(killed);
  told();
  ASSERT_TRUE(host_.run([&](Host& host) { return pkgmap::recover(host_.settings(), host); }).ok());
  EXPECT_THAT(told(), Contains("session " + dead + " was left behind"));
}

using test::Substitute;

TEST_F(Substitute, AGuardThatIsStartedForTheEndOfAnAlarmIsTold) {
  start();
  put("somebody else's\n");
  upgrade();
  put("mine\n");
  std::vector<std::string> told;
  host_->settings().listener = [&](const std::string& step) { told.push_back(step); };
  hand_over();
  EXPECT_THAT(told, Contains("starting a guard for an alarm that begins or ends"));
}

}  // namespace
}  // namespace pkgmap
