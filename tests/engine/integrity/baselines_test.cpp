// What monit compares with, as monit itself tells it.
#include "engine/integrity/baselines.hpp"

#include <chrono>

#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "engine/packages/digest.hpp"
#include "engine/session/acts/acting.hpp"
#include "tests/engine/session/session_host.hpp"
#include "tests/support/fake_http.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using Verb = MonitClient::Verb;

const char* const kChecks =
    "check file failed path @HOST@/sbin/daemon\n if failed sha1 checksum then alert\n"
    "check file changed path @HOST@/etc/settings\n if changed checksum then alert\n"
    "check file literal path @HOST@/sbin/daemon\n"
    "  if failed checksum expect 8f7f419955cefa0b33a2ba316cba3659 then alert\n"
    "check file absent path @HOST@/run/absent\n if failed checksum then alert\n"
    "check file none path @HOST@/sbin/daemon\n";

class Baselines : public testing::Test {
 protected:
  Baselines() : host_(kChecks), parsed_(load_control_file(host_.settings()).value()) {}

  std::vector<HeldBaseline> all() {
    return held_baselines(checks(), host_.client(), host_.client().status().value());
  }
  std::vector<HeldBaseline> now(const std::vector<HeldBaseline>& before) {
    return baselines_now(checks(), host_.client(), host_.client().status().value(), before);
  }
  const std::vector<monitrc::Check>& checks() const { return parsed_.control_file.checks; }
  std::string digest(const std::string& name, const std::string& algorithm) const {
    return digest_of_file(host_.path(name), algorithm).value();
  }
  static HeldBaseline of(const std::vector<HeldBaseline>& all, const std::string& check) {
    for (const HeldBaseline& held : all) {
      if (held.check == check) return held;
    }
    return {};
  }

  SessionHost host_;
  monitrc::Parsed parsed_;
};

TEST_F(Baselines, AreThoseThatAReloadWouldTakeAnew) {
  EXPECT_EQ(all().size(), 3U);
}

TEST_F(Baselines, ThePageShowsTheOneOfAFailedTest) {
  const HeldBaseline held = of(all(), "failed");
  EXPECT_EQ(held.algorithm, "sha1");
  EXPECT_EQ(held.digest, digest("sbin/daemon", "sha1"));
  EXPECT_EQ(held.path, host_.path("sbin/daemon"));
}

TEST_F(Baselines, ThePageShowsItWhileTheCheckIsUnmonitoredAndTheFileAnother) {
  const std::string before = digest("sbin/daemon", "sha1");
  host_.administrator(Verb::unmonitor, "failed");
  host_.write("sbin/daemon", "another\n");
  EXPECT_EQ(of(all(), "failed").digest, before);
}

TEST_F(Baselines, TheStatusShowsTheOneOfAChangedTest) {
  ASSERT_TRUE(test::eventually([&] { return !of(all(), "changed").digest.empty(); }));
  EXPECT_EQ(of(all(), "changed").digest, digest("etc/settings", "md5"));
  EXPECT_EQ(of(all(), "changed").algorithm, "md5");
}

TEST_F(Baselines, OfAChangedTestThatIsUnmonitoredItIsUnknown) {
  host_.administrator(Verb::unmonitor, "changed");
  EXPECT_EQ(of(all(), "changed").digest, "");
  EXPECT_FALSE(of(all(), "changed").none);
}

TEST_F(Baselines, MonitHasNoneOfAFileThatWasNotThere) {
  EXPECT_EQ(of(all(), "absent").digest, "");
  EXPECT_TRUE(of(all(), "absent").none);
}

TEST_F(Baselines, WhatIsUnknownNowIsWhatItWasBefore) {
  ASSERT_TRUE(test::eventually([&] { return !of(all(), "changed").digest.empty(); }));
  const auto before = all();
  host_.administrator(Verb::unmonitor, "changed");
  EXPECT_EQ(of(now(before), "changed").digest, digest("etc/settings", "md5"));
}

// monit was started anew while the file was away: its page shows none.
TEST_F(Baselines, WhatMonitHasNoneOfNowIsWhatItHeldBefore) {
  std::vector<HeldBaseline> before = {{"absent", host_.path("run/absent"), "md5", "5204fe", false}};
  EXPECT_EQ(of(now(before), "absent").digest, "5204fe");
  EXPECT_FALSE(of(now(before), "absent").none);
  before[0].digest.clear();
  EXPECT_TRUE(of(now(before), "absent").none);
}

TEST_F(Baselines, OfAPathThatMovedItIsUnknown) {
  auto before = all();
  for (HeldBaseline& held : before) held.path = "/somewhere/else";
  EXPECT_EQ(of(now(before), "failed").digest, "");
}

TEST_F(Baselines, TellsWhichMonitTookMeanwhile) {
  const auto before = all();
  EXPECT_TRUE(taken_meanwhile(checks(), before, before).empty());
  auto later = before;
  for (HeldBaseline& held : later) held.digest = "5204fe";
  const auto taken = taken_meanwhile(checks(), before, later);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].check, "failed");
}

// A time-out for every check would hold the transaction for minutes.
TEST(BaselinesOfAMonitThatStopsAnswering, AreNotAskedForEndlessly) {
  test::FakeHttp fake([](const auto& connection, const std::string&) { connection.hang(); });
  const auto client = connect_monit(fake.model(), {.timeout = std::chrono::milliseconds(200),
                                                   .identify = test::as_monit()})
                          .value();
  std::vector<monitrc::Check> checks;
  status::Status status;
  for (int i = 0; i < 100; ++i) {
    monitrc::Check check;
    check.type = monitrc::CheckType::file;
    check.name = "check" + std::to_string(i);
    monitrc::Test test;
    test.kind = monitrc::TestKind::checksum;
    check.tests.push_back(test);
    checks.push_back(check);
    status.services.emplace_back().name = check.name;
  }
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(held_baselines(checks, *client, status).size(), 100U);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(15));
}

}  // namespace
}  // namespace pkgmap
