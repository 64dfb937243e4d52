// The gate before a reload, the reload itself, and the look at monit's pages after it.
#include "engine/session/acts/reload.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/packages/digest.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if changed checksum then alert\n";

class Gate : public testing::Test {
 protected:
  Gate()
      : host_(kChecks), database_(open_package_database({"/", host_.settings().dbpath}).value()) {
    const auto page = host_.client().baseline("bin").value().value();
    held_ = {{"bin", host_.path("sbin/daemon"), "md5", page.digest, false}};
  }
  GateAnswer ask() { return ask_gate(this_host(), held_, database_.get()).value(); }

  SessionHost host_;
  std::unique_ptr<PackageDatabase> database_;
  std::vector<HeldBaseline> held_;
};

TEST_F(Gate, WhatMonitHoldsMayPass) {
  const GateAnswer answer = ask();
  EXPECT_THAT(answer.drift, IsEmpty());
  EXPECT_THAT(answer.changed, IsEmpty());
  ASSERT_EQ(answer.verified.size(), 1U);
  EXPECT_EQ(answer.verified[0].digest, held_[0].digest);
}

TEST_F(Gate, WhatAPackageShippedMayPass) {
  host_.upgrade_to("2");
  const GateAnswer answer = ask();
  EXPECT_THAT(answer.drift, IsEmpty());
  ASSERT_EQ(answer.changed.size(), 1U);
  EXPECT_EQ(answer.changed[0].before, held_[0].digest);
  EXPECT_EQ(answer.changed[0].package, "hosted-2-1.noarch");
}

TEST_F(Gate, AnythingElseIsDrift) {
  host_.write("sbin/daemon", "evil\n");
  const GateAnswer answer = ask();
  ASSERT_EQ(answer.drift.size(), 1U);
  EXPECT_EQ(answer.drift[0].state, ContentState::changed);
  EXPECT_THAT(answer.verified, IsEmpty());
}

TEST_F(Gate, WithoutAPackageDatabaseNobodyAnswersForANewContent) {
  host_.upgrade_to("2");
  EXPECT_EQ(ask_gate(this_host(), held_, nullptr)->drift.size(), 1U);
}

TEST_F(Gate, AFileThatIsGoneIsDriftUnlessMonitNeverHadOne) {
  host_.remove("sbin/daemon");
  ASSERT_EQ(ask().drift.size(), 1U);
  EXPECT_EQ(ask().drift[0].state, ContentState::missing);
  held_[0].digest.clear();
  EXPECT_EQ(ask().drift.size(), 1U);
  held_[0].none = true;
  EXPECT_THAT(ask().drift, IsEmpty());
}

TEST_F(Gate, AnUnknownBaselineOfAnUnpackagedFileIsDrift) {
  host_.write("run/unpackaged", "x");
  held_ = {{"other", host_.path("run/unpackaged"), "md5", "", false}};
  ASSERT_EQ(ask().drift.size(), 1U);
  EXPECT_EQ(ask().drift[0].state, ContentState::unknown);
}

TEST(Reload, EndsWhenMonitHasReadItsControlFileAgain) {
  SessionHost host(kChecks);
  const auto daemon = find_monit_daemon({host.monit().pid(), {}, "/"}).value();
  const auto before = host.client().status()->incarnation;
  ASSERT_TRUE(reload_and_wait(this_host(), host.client(), daemon).ok());
  EXPECT_GT(host.client().status()->incarnation, before);
  ASSERT_TRUE(reload_and_wait(this_host(), host.client(), daemon).ok());
  EXPECT_GT(host.client().status()->incarnation, before + 1);
}

TEST(Reload, AMonitThatIsSomebodyElseByNowIsNotSignalled) {
  SessionHost host(kChecks);
  auto daemon = find_monit_daemon({host.monit().pid(), {}, "/"}).value();
  daemon.start_time += 1;
  EXPECT_FALSE(reload_and_wait(this_host(), host.client(), daemon).ok());
}

TEST(UnexpectedBaselines, AreThoseThatMonitsPagesShowOtherwise) {
  SessionHost host(kChecks);
  const std::string digest = host.client().baseline("bin").value()->digest;
  const std::string path = host.path("sbin/daemon");
  EXPECT_THAT(
      unexpected_baselines(this_host(), host.client(), {{"bin", path, "md5", digest, false}}),
      IsEmpty());
  EXPECT_THAT(
      unexpected_baselines(this_host(), host.client(), {{"bin", path, "md5", "5204fe", false}}),
      ElementsAre("bin"));
}

// The control file asks for another algorithm since the digest was taken.
TEST(UnexpectedBaselines, OfAnotherAlgorithmTheFileItselfIsLookedAt) {
  SessionHost host(kChecks);
  const std::string path = host.path("sbin/daemon");
  const HeldBaseline held{"bin", path, "sha1", digest_of_file(path, "sha1").value(), false};
  EXPECT_THAT(unexpected_baselines(this_host(), host.client(), {held}), IsEmpty());
  const HeldBaseline other{"bin", path, "sha1", "5204fe", false};
  EXPECT_THAT(unexpected_baselines(this_host(), host.client(), {other}), ElementsAre("bin"));
  host.write("sbin/daemon", "another\n");
  const HeldBaseline later{"bin", path, "sha1", digest_of_file(path, "sha1").value(), false};
  EXPECT_THAT(unexpected_baselines(this_host(), host.client(), {later}), ElementsAre("bin"));
}

// The file is as it was verified; what monit holds is not known.
TEST(UnexpectedBaselines, ArePagesThatDoNotAnswer) {
  SessionHost host(kChecks);
  const std::string digest = host.client().baseline("bin").value()->digest;
  const std::string path = host.path("sbin/daemon");
  host.monit().stop();
  EXPECT_THAT(unexpected_baselines(this_host(), host.client(),
                                   {{"bin", path, "md5", digest, false},
                                    {"settings", host.path("etc/settings"), "md5", "", false}}),
              ElementsAre("bin", "settings"));
}

// `if changed checksum` has no digest on its page.
TEST(UnexpectedBaselines, WithoutAPageTheFileItselfIsLookedAt) {
  SessionHost host(kChecks);
  const std::string path = host.path("etc/settings");
  const std::string digest = "e78e7faf2c91332782285f057698f37f";
  const bool known =
      unexpected_baselines(this_host(), host.client(), {{"settings", path, "md5", digest, false}})
          .empty();
  host.write("etc/settings", "another\n");
  EXPECT_THAT(
      unexpected_baselines(this_host(), host.client(), {{"settings", path, "md5", digest, false}}),
      ElementsAre("settings"));
  EXPECT_TRUE(known);
}

}  // namespace
}  // namespace pkgmap
