// A resume whose control file is not the one that monit has read: a check is gone, or the file no
// longer parses. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const char* const kDefinedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(ResumeByAnotherControlFile, ACheckThatIsNoLongerDefinedIsNamedAndComesBackWithItsDefinition) {
  ModelSession host(kDefinedChecks);
  const std::string id = host.suspend_without_guard();
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\ncheck file other path @DIR@/monitrc\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].name, "settings");
  EXPECT_EQ(outcome->kept[0].reason, "no control file defines it any more");
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  host.write_checks(kDefinedChecks);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

const char* const kWithoutThePackage = "check file other path @DIR@/monitrc\n";

std::vector<std::string> removed_of(const ResumeOutcome& outcome, bool monit_has_it) {
  std::vector<std::string> names;
  for (const RemovedCheck& check : outcome.removed) {
    if (check.monit_has_it == monit_has_it) names.push_back(check.name);
  }
  return names;
}

// "NAME RESULT: REASON" of each check of the last session in the history.
std::vector<std::string> told_by_history(ModelSession& host) {
  const auto history = read_history(host.journal().store());
  if (!history || history->sessions.empty()) return {};
  std::vector<std::string> lines;
  for (const Json& check : history->sessions.back()["checks"].items()) {
    lines.push_back(check["name"].string_or("") + " " + check["result"].string_or("") + ": " +
                    check["reason"].string_or(""));
  }
  return lines;
}

// Suspends, then removes the package with its control file. Returns the session.
std::string suspended_without_the_package(ModelSession& host) {
  std::string id = host.suspend_for(host.manager());
  host.erase();
  host.write_checks(kWithoutThePackage);
  return id;
}

// The package brought the control file, too: its removal is no failure.
TEST(ResumeByAnotherControlFile, ChecksThatWentWithTheirPackageDoNotStaySuspended) {
  ModelSession host(kDefinedChecks);
  const std::string id = suspended_without_the_package(host);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_THAT(removed_of(*outcome, true), UnorderedElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  host.reload_monit();
  const auto again = host.resume(id);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_THAT(again->kept, IsEmpty());
  EXPECT_THAT(removed_of(*again, false), UnorderedElementsAre("bin", "settings"));
  EXPECT_FALSE(host.journal().has(id));
}

TEST(ResumeByAnotherControlFile, TheHistorySaysWhatBecameOfChecksThatWentWithTheirPackage) {
  ModelSession host(kDefinedChecks);
  const std::string id = suspended_without_the_package(host);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_THAT(told_by_history(host), UnorderedElementsAre("bin removed: its package was removed",
                                                          "settings removed: its package was "
                                                          "removed"));
  host.reload_monit();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_THAT(told_by_history(host), UnorderedElementsAre("bin lost: its package was removed",
                                                          "settings lost: its package was "
                                                          "removed"));
}

// Only the cascade suspended it, so the packages of its prerequisite decide.
TEST(ResumeByAnotherControlFile, ADependentGoesWithThePackageOfItsPrerequisite) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @DIR@/monitrc\n depends on bin\n"
      "check file other path @DIR@/monitrc\n");
  const std::string id = suspended_without_the_package(host);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_THAT(removed_of(*outcome, true), UnorderedElementsAre("bin", "below"));
}

// monit keeps a check off over a reload, so the session must not forget it.
TEST(ResumeByAnotherControlFile, ARemovedCheckComesBackWithItsPackageAndDefinition) {
  ModelSession host(kDefinedChecks);
  const std::string id = suspended_without_the_package(host);
  ASSERT_TRUE(host.resume(id).ok());
  host.upgrade_to("2");
  host.write_checks(kDefinedChecks);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->removed, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
}

TEST(ResumeByAnotherControlFile, AControlFileThatNoLongerParsesKeepsNothingSuspended) {
  ModelSession host(kDefinedChecks);
  const std::string id = host.suspend_for(host.manager());
  host.write_checks(std::string(kDefinedChecks) + "check nonsense (((\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(outcome->results.reloaded);
}

TEST(ResumeByAnotherControlFile, AControlFileThatNoLongerParsesHoldsBackOnlyWhatNeedsIt) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  host.write_checks("check nonsense (((\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].name, "bin");
  EXPECT_THAT(outcome->kept[0].reason, HasSubstr("cannot understand /etc/monitrc:"));
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

// dpkg: `apt remove` keeps the configuration files, and the package manager has removed the link to
// the control file.
TEST(ResumeByAnotherControlFile, APackageThatKeepsItsConfigurationTakesItsChecksAlong) {
  ModelSession host(kDefinedChecks);
  const std::string id = host.suspend_without_guard();
  host.erase_all_but_configuration();
  host.write_checks(kWithoutThePackage);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_THAT(removed_of(*outcome, true), UnorderedElementsAre("bin", "settings"));
  host.reload_monit();
  const auto again = host.resume(id);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_THAT(again->kept, IsEmpty());
  EXPECT_FALSE(host.journal().has(id));
}

}  // namespace
}  // namespace pkgmap
