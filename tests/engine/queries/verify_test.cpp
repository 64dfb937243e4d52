// Compares checksummed files with their baselines and their packages.
#include "engine/queries/verify.hpp"

#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/file_recovery.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Pair;
using testing::UnorderedElementsAre;
using Results = std::map<std::string, std::string>;

const char* const kVerifiedChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n"
    "check file untested path @HOST@/etc/settings\n";

Results results(const Verification& verification) {
  Results found;
  for (const VerifiedFile& file : verification.files) found[file.check] = name_of(file.result);
  return found;
}

TEST(Verify, UntouchedFilesAreOk) {
  SessionHost host(kVerifiedChecks);
  const auto verification = verify(host.settings(), Against::either);
  ASSERT_TRUE(verification.ok()) << verification.error().message;
  EXPECT_THAT(results(*verification),
              UnorderedElementsAre(Pair("bin", "ok"), Pair("settings", "ok")));
  EXPECT_FALSE(verification->drifted());
  EXPECT_EQ(verification->files[0].package, "hosted-1-1.noarch");
}

TEST(Verify, AnUpgradeIsFineForThePackageAndDriftForTheBaseline) {
  SessionHost host(kVerifiedChecks);
  host.upgrade_to("2");
  EXPECT_EQ(results(*verify(host.settings(), Against::either))["bin"], "ok");
  EXPECT_EQ(results(*verify(host.settings(), Against::package))["bin"], "ok");
  EXPECT_EQ(results(*verify(host.settings(), Against::baseline))["bin"], "drift");
}

TEST(Verify, WhatIsNeitherIsDriftAndWhatIsGoneIsMissing) {
  SessionHost host(kVerifiedChecks);
  host.write("sbin/daemon", "evil\n");
  host.remove("etc/settings");
  const auto verification = verify(host.settings(), Against::either);
  EXPECT_THAT(results(*verification),
              UnorderedElementsAre(Pair("bin", "drift"), Pair("settings", "missing")));
  EXPECT_TRUE(verification->drifted());
}

// monit still has the substitute check, and its file names what it expects.
TEST(Verify, KnowsTheSubstituteCheckAfterSomebodyHasRemovedTheStateDirectory) {
  SessionHost host(std::string(kVerifiedChecks) + "include @HOST@/drift.d/*.conf\n");
  std::filesystem::create_directory(host.path("drift.d"));
  const std::string upgrade = host.suspend_without_guard();
  host.upgrade_to("2");
  host.write("etc/settings", "evil\n");
  ASSERT_TRUE(host.resume(upgrade).ok());
  ASSERT_THAT(host.states(), HasSubstr("drift_settings=on"));
  std::filesystem::remove_all(host.settings().state_directory);
  const auto verification = verify(host.settings(), Against::either);
  ASSERT_TRUE(verification.ok()) << verification.error().message;
  for (const VerifiedFile& file : verification->files) {
    EXPECT_EQ(file.substitute, file.check == "settings" ? "drift_settings" : "") << file.check;
  }
  const auto accepted = accept(host.settings(), {host.path("etc/settings")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  EXPECT_THAT(host.states(), testing::Not(HasSubstr("drift_settings")));
}

TEST(Verify, WithoutMonitThePackagesStillAnswer) {
  SessionHost host(kVerifiedChecks);
  host.monit().stop();
  const auto verification = verify(host.settings(), Against::either);
  ASSERT_TRUE(verification.ok());
  ASSERT_EQ(verification->notes.size(), 1U);
  EXPECT_THAT(verification->notes[0], EndsWith(": its baselines are not known; is it running?"));
  EXPECT_EQ(results(*verification)["bin"], "ok");
  EXPECT_EQ(results(*verify(host.settings(), Against::baseline))["bin"], "unknown");
}

// Without a record nobody knows whether the link is new; rpm follows such a link.
TEST(Verify, ALinkOfWhichNothingIsRecordedIsFollowedAsRpmDoes) {
  SessionHost host("check file linked path @HOST@/way/daemon\n if failed checksum then alert\n");
  std::filesystem::create_directory_symlink(host.path("sbin"), host.path("way"));
  EXPECT_EQ(results(*verify(host.settings(), Against::package))["linked"], "ok");
  host.monit().stop();
  const auto verification = verify(host.settings(), Against::either);
  EXPECT_EQ(results(*verification)["linked"], "unknown");
  EXPECT_THAT(verification->files[0].refusal, HasSubstr("is a link that no package made"));
}

TEST(Verify, ADatabaseThatIsMissingIsAnError) {
  SessionHost host(kVerifiedChecks);
  host.settings().dbpath = "/nonexistent";
  const auto verification = verify(host.settings(), Against::either);
  ASSERT_FALSE(verification.ok());
  EXPECT_EQ(verification.error().code, ErrorCode::package_database);
}

}  // namespace
}  // namespace pkgmap
