// Contents that scriptlets make: the words say so, and the policy decides whether they are good. On
// the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/queries/verify.hpp"
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
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_TRUE(outcome.results.drift[0].by_transaction);
}

// Returns whether `verify` says that a transaction left the drifted bundle as it is.
bool is_verified_as_made(ModelSession& host) {
  const auto verification =
      host.run([&](Host& on) { return verify(host.settings(), Against::either, on); });
  EXPECT_TRUE(verification.ok()) << verification.error().message;
  for (const VerifiedFile& file : verification->files) {
    if (file.check != "bundle") continue;
    EXPECT_EQ(file.result, VerifiedFile::Result::drift);
    return file.by_transaction;
  }
  ADD_FAILURE() << "verify has no bundle";
  return false;
}

TEST(Scriptlets, WhatTheyWroteIsKnownUntilSomebodyChangesIt) {
  ModelSession host(kGhostChecks);
  const std::string id = with_ghost(host);
  host.upgrade_to("2");
  host.write("run/daemon.pid", "bundle 2\n");
  outcome_of(host, id);
  EXPECT_TRUE(is_verified_as_made(host));
  // Another session does not forget it.
  outcome_of(host, host.suspend_without_guard());
  EXPECT_TRUE(is_verified_as_made(host));
  host.pass(std::chrono::seconds(5));
  host.write("run/daemon.pid", "evil\n");
  EXPECT_FALSE(is_verified_as_made(host));
}

TEST(Scriptlets, WhatChangedBeforeTheTransactionIsNeverCalledMade) {
  ModelSession host(kGhostChecks);
  host.write("run/daemon.pid", "bundle 1\n");
  host.reload_monit();
  outcome_of(host, host.suspend_without_guard());
  host.write("run/daemon.pid", "evil\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  outcome_of(host, id);
  EXPECT_FALSE(is_verified_as_made(host));
}

TEST(Scriptlets, WhatTheyWroteIsGoodIfThePolicySaysSo) {
  ModelSession host(kGhostChecks);
  host.settings().policy.scriptlets = rules::OnScriptlets::accept;
  const std::string id = with_ghost(host);
  host.upgrade_to("2");
  host.write("run/daemon.pid", "bundle 2\n");
  const ResumeOutcome outcome = outcome_of(host, id);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  ASSERT_THAT(outcome.results.baselines, SizeIs(1));
  EXPECT_EQ(outcome.results.baselines[0].path, host.path("run/daemon.pid"));
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
  EXPECT_THAT(outcome.results.baselines, IsEmpty());
  for (const Drift& drift : outcome.results.drift) EXPECT_FALSE(drift.by_transaction);
}

}  // namespace
}  // namespace pkgmap
