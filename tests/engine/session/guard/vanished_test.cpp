// The record of a session, or the whole state directory, is removed while the session is under way.
// On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kRemovedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n";
constexpr const char* kOffMeanwhile = "bin=off settings=off";
constexpr const char* kBackOn = "bin=on settings=on";

class WhenTheRecordVanishes : public testing::Test {
 protected:
  WhenTheRecordVanishes() {
    manager_ = host_.start_process("manager");
    id_ = host_.suspend_for(manager_);
    EXPECT_EQ(host_.states(), kOffMeanwhile);
  }
  void remove_record() { host_.machine().disk.texts.erase(id_ + ".session"); }
  bool is_over() {
    return host_.eventually([&] { return !host_.journal().has(id_) && host_.guards().empty(); });
  }

  ModelSession host_{kRemovedChecks};
  int manager_ = 0;
  std::string id_;
};

TEST_F(WhenTheRecordVanishes, TheGuardWritesItAgain) {
  // The guard has seen what the suspend wrote last.
  host_.pass(seconds(1));
  remove_record();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_THAT(host_.journal().load(id_)->checks, SizeIs(2));
  EXPECT_EQ(host_.journal().load(id_)->state, SessionState::suspended);
  EXPECT_EQ(host_.states(), kOffMeanwhile);
  EXPECT_THAT(host_.trace(), HasSubstr("its guard has written it again"));
  ASSERT_TRUE(host_.resume(id_, true).ok());
  EXPECT_EQ(host_.states(), kBackOn);
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheDirectoryMayBeGoneToo) {
  const auto before = host_.journal().store().read(kContentsFile);
  ASSERT_TRUE(before.ok());
  host_.machine().disk.vanish();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_EQ(host_.journal().store().read(kContentsFile).value(), *before);
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheHookWaitsForTheGuardToWriteItAgain) {
  host_.machine().disk.vanish();
  const auto outcome = host_.resume(id_, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->resumed, SizeIs(2));
  EXPECT_EQ(host_.states(), kBackOn);
}

// The resumer has read it before, and no guard is left.
TEST_F(WhenTheRecordVanishes, AResumeThatIsUnderWayGoesOn) {
  host_.kill_guard(id_);
  host_.machine().set_disturber([this](std::string_view step) {
    if (step == "packages.open") remove_record();
    return done();
  });
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_.states(), kBackOn);
  EXPECT_TRUE(is_over());
}

// Nobody is left who knows the checks.
TEST_F(WhenTheRecordVanishes, TheHookSaysSoIfTheGuardIsGoneToo) {
  host_.kill_guard(id_);
  host_.machine().disk.vanish();
  const auto outcome = host_.resume(id_, true);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::failed);
  EXPECT_THAT(outcome.error().message, HasSubstr("though it has not ended"));
}

TEST_F(WhenTheRecordVanishes, TheHookIsSilentIfTheGuardWasFirst) {
  host_.machine().tell_to_end(host_.guards().front());
  ASSERT_TRUE(host_.becomes(kBackOn));
  ASSERT_TRUE(is_over());
  const auto outcome = host_.resume(id_, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->resumed, IsEmpty());
}

TEST_F(WhenTheRecordVanishes, ASessionThatEndedIsNotWrittenAgain) {
  ASSERT_TRUE(host_.resume(id_).ok());
  host_.await_guards();
  EXPECT_FALSE(host_.journal().has(id_));
  EXPECT_THAT(host_.trace(), testing::Not(HasSubstr("its guard has written it again")));
}

TEST_F(WhenTheRecordVanishes, NoEndMarkIsLeftOnceEverybodyHasGone) {
  ASSERT_TRUE(host_.resume(id_).ok());
  host_.await_guards();
  host_.kill(manager_);
  const int next = host_.start_process("manager");
  host_.suspend_for(next);
  EXPECT_THAT(host_.journal().all()->ended, IsEmpty());
}

// Stopped, it cannot write the record again; but its command line names the session.
TEST_F(WhenTheRecordVanishes, RecoverAndIfStaleNameAGuardWhoseSessionIsNotOnDisk) {
  host_.machine().scheduler.freeze(host_.guards().front(), 60 * model::kSecond);
  host_.machine().disk.vanish();
  const auto stale =
      host_.run([&](Host& host) { return hand_over_to_guards(host_.settings(), host); });
  ASSERT_THAT(stale->lost, SizeIs(1));
  EXPECT_EQ(stale->lost[0].session, id_);
  const auto recovered = host_.run([&](Host& host) { return recover(host_.settings(), host); });
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_TRUE(recovered->front().lost);
  // It goes on in the end.
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
}

}  // namespace
}  // namespace pkgmap
