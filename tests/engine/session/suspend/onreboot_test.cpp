// Which checks monit begins with after a boot, as far as the control file that monit has read says:
// a session of the start delay notes them. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;

std::string with_onreboot(const std::string& onreboot) {
  return "set daemon 1 with start delay 240\n" + onreboot +
         "check file plain path @HOST@/sbin/daemon\n"
         "check file starts path @HOST@/sbin/daemon\n onreboot start\n"
         "check file last path @HOST@/sbin/daemon\n onreboot laststate\n"
         "check file never path @HOST@/sbin/daemon\n onreboot nostart\n";
}

class WithOnreboot : public testing::Test {
 protected:
  explicit WithOnreboot(const std::string& onreboot = "") : host_(with_onreboot(onreboot)) {
    // A monit without a saved state waits, too.
    host_.pass(seconds(250));
    host_.stop_monit();
  }
  void boot() {
    host_.machine().start_monit(true);
    host_.pass(seconds(5));
  }
  // Returns the name of each check that monit begins with on, in a session that waits for monit.
  std::vector<std::string> begin_on() {
    const auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok() && outcome->session);
    const auto record = host_.journal().load(outcome->session.value_or(""));
    EXPECT_TRUE(record.ok() && record->checks.size() == 4);
    std::vector<std::string> names;
    for (const SuspendedCheck& check : record->checks) {
      if (check.begins_on) names.push_back(check.name);
    }
    return names;
  }

  ModelSession host_;
};

class WithOnrebootOfAll : public WithOnreboot {
 protected:
  WithOnrebootOfAll() : WithOnreboot("set onreboot laststate\n") {}
};

TEST_F(WithOnreboot, ACheckBeginsOnUnlessItSaysOtherwise) {
  boot();
  EXPECT_THAT(begin_on(), ElementsAre("plain", "starts"));
}

TEST_F(WithOnrebootOfAll, AChecksOwnWordGoesFirst) {
  boot();
  EXPECT_THAT(begin_on(), ElementsAre("starts"));
}

TEST_F(WithOnrebootOfAll, NobodyKnowsItIfTheControlFileHasChangedSinceMonitBegan) {
  boot();
  host_.write_checks(with_onreboot(""));
  EXPECT_THAT(begin_on(), IsEmpty());
}

// Each check may be as somebody left it.
TEST_F(WithOnreboot, NobodyKnowsItOfAMonitThatIsSilentForAnotherReason) {
  host_.start_monit();
  host_.pass(seconds(5));
  host_.machine().set_disturber([](std::string_view step) {
    return step == "monit.status" ? Done(Error{ErrorCode::monit, "Connection timed out"}) : done();
  });
  EXPECT_THAT(begin_on(), IsEmpty());
  host_.machine().set_disturber([](std::string_view) { return done(); });
}

}  // namespace
}  // namespace pkgmap
