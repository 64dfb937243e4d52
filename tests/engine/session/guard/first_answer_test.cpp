// The guard of an unasked session at monit's first answer. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/watch.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;

const char* const kSlowChecks =
    "set daemon 5 with start delay 60\n"
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

constexpr const char* kFirstAnswerOff = "bin=off settings=off other=on";

class AtTheFirstAnswer : public testing::Test {
 protected:
  // A monit without a saved state waits, too.
  AtTheFirstAnswer() { host_.pass(seconds(70)); }
  // monit is started at a boot, and the suspend begins so long after it.
  std::string suspended_after(milliseconds time) {
    host_.stop_monit();
    host_.machine().start_monit(true);
    host_.pass(time);
    const auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_FALSE(answers());
    return outcome ? outcome->session.value_or("") : "";
  }
  bool answers() { return host_.monit().answers(host_.machine().scheduler.now()); }

  ModelSession host_{kSlowChecks};
};

// Whenever in the start delay the session begins: monit has made no more than its first tests.
TEST_F(AtTheFirstAnswer, IsHeardWithinAQuarterOfASecondFromTheBeginOfTheSessionOn) {
  for (const milliseconds time :
       {milliseconds(57'000), milliseconds(57'700), milliseconds(58'400)}) {
    const std::string id = suspended_after(time);
    ASSERT_NE(id, "");
    ASSERT_TRUE(host_.eventually([&] { return answers(); }));
    const auto answered = host_.now();
    ASSERT_TRUE(host_.becomes(kFirstAnswerOff));
    EXPECT_LT(host_.now() - answered, milliseconds(350)) << time.count();
    ASSERT_TRUE(host_.resume(id).ok());
    host_.await_guards();
  }
}

// monit dies before it can show its status once more.
TEST_F(AtTheFirstAnswer, AMonitThatDiesRightAfterTheRequestIsAskedAgain) {
  const std::string id = suspended_after(seconds(30));
  ASSERT_NE(id, "");
  int seen = 0;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    if (step != "monit.status" || host_.states() != kFirstAnswerOff || ++seen != 2) return done();
    host_.kill_monit();
    return done();
  });
  ASSERT_TRUE(host_.eventually([&] { return seen == 2 && !host_.monit().alive(); }));
  host_.pass(seconds(10));
  ASSERT_FALSE(host_.monit().alive());
  const SessionRecord record = *host_.journal().load(id);
  EXPECT_FALSE(record.unasked);
  for (const SuspendedCheck& check : record.checks) EXPECT_NE(check.off_usec, 0) << check.name;
  host_.start_monit();
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host_.becomes(kFirstAnswerOff)) << host_.trace();
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on"));
}

}  // namespace
}  // namespace pkgmap
