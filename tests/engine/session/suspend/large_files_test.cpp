// The policy `unreachable: stop-monit` on a host with large files: this program and monit read them
// for long. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/suspend/stop_monit.hpp"
#include "tests/engine/session/suspend/unreachable_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;
using testing::IsEmpty;

class LargeFiles : public test::UnreachableMonit {
 protected:
  // The transaction changes the file that takes so long to read.
  std::string upgraded(seconds takes) {
    const auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok() && outcome->session);
    if (!outcome || !outcome->session) return {};
    host_.upgrade_to("2");
    host_.machine().reading_takes = takes.count() * model::kSecond;
    return *outcome->session;
  }
  bool is_locked() { return host_.machine().disk.locked->contains("lock"); }
};

TEST_F(LargeFiles, AreReadBeforeTheLockIsTaken) {
  const std::string id = upgraded(seconds(8));
  const int resume = host_.begin([&](Host& machine) {
    const auto outcome = pkgmap::resume(host_.settings(), {id, Caller::person}, machine);
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_THAT(outcome->results.drift, IsEmpty());
  });
  int locked = 0;
  while (host_.lives(resume)) {
    host_.pass(milliseconds(100));
    locked += is_locked() ? 1 : 0;
  }
  EXPECT_LT(locked, 10);
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(LargeFiles, AreLeftToTheGuardByAHook) {
  const std::string id = upgraded(seconds(8));
  const auto outcome = host_.resume(id, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  host_.await_guards();
  EXPECT_TRUE(runs());
  EXPECT_TRUE(no_session_is_left());
}

TEST_F(LargeFiles, GiveMonitMoreTimeToStart) {
  host_.machine().sizes[ModelSession::path("sbin/daemon")] = 1'000'000'000;
  host_.machine().start_takes = 25 * model::kSecond;
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.kill_guard(*outcome->session);
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_TRUE(resumed->started_monit);
  EXPECT_TRUE(runs());
}

TEST_F(LargeFiles, SmallOnesGiveMonitTenSecondsToStart) {
  host_.machine().start_takes = 25 * model::kSecond;
  const auto outcome = host_.suspend();
  ASSERT_TRUE(outcome.ok());
  host_.kill_guard(*outcome->session);
  const auto resumed = host_.resume(*outcome->session);
  ASSERT_FALSE(resumed.ok());
  EXPECT_EQ(resumed.error().message, "monit was started, but does not run");
}

}  // namespace
}  // namespace pkgmap
