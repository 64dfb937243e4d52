// Which prerequisites a resume takes into account: those that monit has read. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using Verb = MonitClient::Verb;

// monit follows the control file that it has read, not the one on disk.
TEST(Dependencies, NeverSwitchesOnAPrerequisiteThatOnlyMonitStillKnows) {
  ModelSession host(
      "check file base path @DIR@/monitrc\n"
      "check file bin path @HOST@/sbin/daemon\n depends on base\n");
  const std::string id = host.suspend_for(host.manager());
  host.administrator(Verb::unmonitor, "base");
  host.write_checks("check file base path @DIR@/monitrc\ncheck file bin path @HOST@/sbin/daemon\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "base=off bin=off");
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].reason, "its prerequisite 'base' is off");
}

// Somebody removed a dependency from the control file, and did not reload monit, before the session
// began. monit's `monitor` would monitor `base` as well.
TEST(Dependencies, FollowsTheDependenciesThatMonitShowsWhereTheDiskSaysOtherwise) {
  const std::string base = "check file base path @DIR@/monitrc\n onreboot laststate\n";
  const std::string bin = "check file bin path @HOST@/sbin/daemon\n";
  ModelSession host(base + bin + " depends on base\n");
  host.administrator(Verb::unmonitor, "base");
  host.stop_monit();
  host.machine().start_monit(true);
  ASSERT_TRUE(host.becomes("base=off bin=on"));
  host.write_checks(base + bin);
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "base=off bin=off");
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].reason, "its prerequisite 'base' is off");
}

// The prerequisite is in no control file any more.
TEST(Dependencies, FollowsADependencyOnACheckThatOnlyMonitHas) {
  const std::string base = "check file base path @DIR@/monitrc\n onreboot laststate\n";
  const std::string bin = "check file bin path @HOST@/sbin/daemon\n";
  ModelSession host(base + bin + " depends on base\n");
  host.administrator(Verb::unmonitor, "base");
  host.stop_monit();
  host.machine().start_monit(true);
  ASSERT_TRUE(host.becomes("base=off bin=on"));
  host.write_checks(bin);
  const std::string id = host.suspend_without_guard();
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "base=off bin=off");
}

}  // namespace
}  // namespace pkgmap
