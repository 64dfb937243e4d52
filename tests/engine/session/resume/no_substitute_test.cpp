// Drift on a host where no substitute check can be written, though an `include` could read one. On
// the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The directory does not exist.
const char* const kChecksBesideNoDirectory =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file other path @DIR@/kept\n if failed checksum then alert\n"
    "include /etc/elsewhere/*.conf\n";

class NoSubstitute : public testing::Test {
 protected:
  NoSubstitute() {
    put("mine\n");
    host_.reload_monit();
    host_.pass(std::chrono::seconds(3));
    // The good content is known from here on.
    EXPECT_TRUE(host_.resume(host_.suspend_for(host_.manager())).ok());
    host_.await_guards();
  }
  void put(const std::string& content) { host_.machine().put("/etc/kept", content); }
  ResumeOutcome upgrade() {
    const std::string id = host_.suspend_without_guard();
    host_.upgrade_to("2");
    auto outcome = host_.resume(id);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? std::move(*outcome) : ResumeOutcome{};
  }

  ModelSession host_{kChecksBesideNoDirectory};
};

TEST_F(NoSubstitute, AnAlarmThatAReloadWouldEndPreventsItAndTheReasonIsNamed) {
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_FALSE(outcome.results.reloaded);
  ASSERT_THAT(outcome.kept, SizeIs(1));
  EXPECT_EQ(outcome.kept[0].name, "bin");
  EXPECT_THAT(outcome.kept[0].reason,
              HasSubstr("no substitute check can keep the alarm: /etc/elsewhere: "));
}

// A further reload ends no alarm.
TEST_F(NoSubstitute, WhatSomebodyElsesReloadBlessedPreventsNoReload) {
  put("somebody else's\n");
  host_.reload_monit();
  const ResumeOutcome outcome = upgrade();
  EXPECT_TRUE(outcome.results.reloaded) << outcome.not_reloaded;
  EXPECT_THAT(outcome.kept, IsEmpty());
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].check, "other");
}

TEST_F(NoSubstitute, ARecoveryDoesNotTryAgainAndAgain) {
  put("somebody else's\n");
  host_.reload_monit();
  const auto recovered =
      host_.run([&](Host& machine) { return recover(host_.settings(), machine); });
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_THAT(*recovered, IsEmpty());
}

}  // namespace
}  // namespace pkgmap
