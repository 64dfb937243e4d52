// Contents that scriptlets make: the words say so, and the policy decides whether they are good. On
// the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;
using testing::SizeIs;

// A %ghost file of `hosted`, as a bundle that %post writes.
const char* const kGhostChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file bundle path @HOST@/run/daemon.pid\n if failed checksum then alert\n";

ResumeOutcome outcome_of(ModelSession& host, const std::string& id) {
  auto outcome = host.resume(id);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  return outcome ? std::move(*outcome) : ResumeOutcome{};
}

std::string with_ghost(ModelSession& host) {
  host.write("run/daemon.pid", "bundle 1\n");
  host.reload_monit();
  return host.suspend_without_guard();
}

TEST(Scriptlets, WhatTheyWroteIsDriftOfThisTransaction) {
  ModelSession host(kGhostChecks);
  const std::string id = with_ghost(host);
  host.upgrade_to("2");
  host.write("run/daemon.pid", "bundle 2\n");
  const ResumeOutcome outcome = outcome_of(host, id);
  ASSERT_THAT(outcome.drift, SizeIs(1));
  EXPECT_TRUE(outcome.drift[0].by_transaction);
}

TEST(Scriptlets, WhatTheyWroteIsGoodIfThePolicySaysSo) {
  ModelSession host(kGhostChecks);
  host.settings().policy.scriptlets = rules::OnScriptlets::accept;
  const std::string id = with_ghost(host);
  host.upgrade_to("2");
  host.write("run/daemon.pid", "bundle 2\n");
  const ResumeOutcome outcome = outcome_of(host, id);
  EXPECT_THAT(outcome.drift, IsEmpty());
  ASSERT_THAT(outcome.baselines, SizeIs(1));
  EXPECT_EQ(outcome.baselines[0].path, host.path("run/daemon.pid"));
  EXPECT_FALSE(host.alarms("bundle"));
}

// The guard may try again hours later.
TEST(Scriptlets, WhatChangedAfterTheTransactionIsNotOfThisTransaction) {
  ModelSession host(kGhostChecks);
  host.settings().policy.scriptlets = rules::OnScriptlets::accept;
  const std::string id = with_ghost(host);
  host.upgrade_to("2");
  host.stop_monit();
  EXPECT_FALSE(host.resume(id).ok());
  host.pass(std::chrono::seconds(5));
  host.write("run/daemon.pid", "evil\n");
  host.start_monit();
  const ResumeOutcome outcome = outcome_of(host, id);
  EXPECT_THAT(outcome.baselines, IsEmpty());
  for (const Drift& drift : outcome.drift) EXPECT_FALSE(drift.by_transaction);
}

}  // namespace
}  // namespace pkgmap
