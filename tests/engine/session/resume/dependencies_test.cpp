// Which prerequisites a resume takes into account: those that monit has read. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;
using Verb = MonitClient::Verb;

// monit follows the control file that it has read, not the one on disk. The dependency leaves the
// disk during the transaction.
class ADependencyThatOnlyMonitStillKnows : public testing::Test {
 protected:
  static constexpr const char* kBase = "check file base path @DIR@/monitrc\n";
  static constexpr const char* kBin = "check file bin path @HOST@/sbin/daemon\n";

  ADependencyThatOnlyMonitStillKnows() {
    id_ = host_.suspend_for(host_.manager());
    host_.administrator(Verb::unmonitor, "base");
    host_.write_checks(std::string(kBase) + kBin);
  }
  void expect_that_base_stays_off() {
    const auto outcome = host_.resume(id_);
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_EQ(host_.states(), "base=off bin=off");
    ASSERT_EQ(outcome->kept.size(), 1U);
    EXPECT_EQ(outcome->kept[0].reason, "its prerequisite 'base' is off");
  }

  ModelSession host_{std::string(kBase) + kBin + " depends on base\n"};
  std::string id_;
};

TEST_F(ADependencyThatOnlyMonitStillKnows, CountsAsMonitsPageShowsIt) {
  expect_that_base_stays_off();
}

TEST_F(ADependencyThatOnlyMonitStillKnows, CountsAsTheSessionKnowsItIfThePageDoesNotAnswer) {
  host_.machine().set_disturber([](std::string_view step) -> Done {
    if (step != "monit.page") return done();
    return Error{ErrorCode::monit, "no answer"};
  });
  expect_that_base_stays_off();
}

// The session reloads monit, for `bin`.
TEST(Dependencies, AreThoseOfTheNewControlFileOnceMonitHasReadIt) {
  const std::string checks =
      "check file base path @DIR@/monitrc\n"
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n";
  ModelSession host(checks + " depends on base\n");
  const std::string id = host.suspend_without_guard();
  host.administrator(Verb::unmonitor, "base");
  host.write_checks(checks);
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  EXPECT_EQ(host.states(), "base=off bin=on settings=on");
  EXPECT_THAT(outcome->kept, IsEmpty());
}

// Somebody removed a dependency from the control file, and did not reload monit, before the session
// began. monit's `monitor` would monitor `base` as well.
class ARemovedDependency : public testing::Test {
 protected:
  // After a boot monit begins with `bin` on, and with `base` as an administrator left it.
  ARemovedDependency() {
    host_.administrator(Verb::unmonitor, "base");
    host_.stop_monit();
    host_.machine().start_monit(true);
    EXPECT_TRUE(host_.becomes("base=off bin=on"));
  }
  void expect_that_base_stays_off_with(const std::string& checks) {
    host_.write_checks(checks);
    const std::string id = host_.suspend_without_guard();
    host_.upgrade_to("2");
    const auto outcome = host_.resume(id);
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_EQ(host_.states(), "base=off bin=off");
    ASSERT_EQ(outcome->kept.size(), 1U);
    EXPECT_EQ(outcome->kept[0].reason, "its prerequisite 'base' is off");
  }

  static constexpr const char* kBase = "check file base path @DIR@/monitrc\n onreboot laststate\n";
  static constexpr const char* kBin = "check file bin path @HOST@/sbin/daemon\n";
  ModelSession host_{std::string(kBase) + kBin + " depends on base\n"};
};

TEST_F(ARemovedDependency, CountsAsMonitsPageShowsIt) {
  expect_that_base_stays_off_with(std::string(kBase) + kBin);
}

TEST_F(ARemovedDependency, CountsThoughOnlyMonitHasTheOtherCheck) {
  expect_that_base_stays_off_with(kBin);
}

}  // namespace
}  // namespace pkgmap
