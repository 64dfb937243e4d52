// The second look at what was resumed, and another try with what was not.
#include "engine/session/guard/proof.hpp"

#include <unistd.h>

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "engine/session/guard/ledger.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

bool never() {
  return false;
}

// "resumed", "kept" of a check in the last line of the history about a session.
std::string result_of(const SessionHost& host, const std::string& check) {
  const auto history = read_history(host.settings().state_directory);
  if (!history || history->sessions.empty()) return {};
  for (const Json& one : history->sessions.back()["checks"].items()) {
    if (one["name"].string_or("") == check) return one["result"].string_or("");
  }
  return {};
}

std::string resumed_session(SessionHost& host) {
  const std::string id = host.suspend_without_guard();
  EXPECT_TRUE(host.resume(id).ok());
  EXPECT_TRUE(host.journal().has_proof(id));
  return id;
}

TEST(Proof, OfASessionWhoseChecksStayOnLeavesNothing) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  prove(host.settings(), id, this_host(), never);
  EXPECT_FALSE(host.journal().has_proof(id));
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
  EXPECT_EQ(result_of(host, "bin"), "resumed");
}

// Whoever did it: it is not monitored once more, and it is named.
TEST(Proof, NamesACheckThatIsOffAgain) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  host.administrator(Verb::unmonitor, "bin");
  prove(host.settings(), id, this_host(), never);
  const auto sessions = host.journal().all()->sessions;
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].phase, Phase::kept);
  ASSERT_THAT(sessions[0].checks, SizeIs(1));
  EXPECT_TRUE(sessions[0].checks[0].went_off_again);
  EXPECT_THAT(sessions[0].checks[0].kept_reason, HasSubstr("is off again"));
  EXPECT_EQ(result_of(host, "bin"), "kept");
  EXPECT_EQ(result_of(host, "settings"), "resumed");
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

TEST(Proof, NamesACheckThatItsOwnTestSwitchesOff) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      " if size > 100 B then unmonitor\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_without_guard();
  host.write("sbin/daemon", std::string(200, 'x'));
  ASSERT_TRUE(host.resume(id).ok());
  prove(host.settings(), id, this_host(), never);
  EXPECT_EQ(host.states(), "bin=off settings=on");
  EXPECT_EQ(result_of(host, "bin"), "kept");
}

TEST(Proof, LeavesToASecondSessionWhatThatHasSuspended) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  const std::string second = host.suspend_for(::getpid());
  prove(host.settings(), id, this_host(), never);
  EXPECT_FALSE(host.journal().has_proof(id));
  const auto sessions = host.journal().all()->sessions;
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].id, second);
}

// One that died between two of its checks: `settings` was resumed, `bin` was not.
SessionRecord died_half_way(SessionHost& host) {
  SessionRecord dead;
  dead.id = "00000000deadbeef";
  dead.phase = Phase::suspended;
  dead.guard_pid = 1;
  dead.unproved = true;
  dead.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  dead.results.resumed.push_back({"settings", 1.0, this_host().wall_usec()});
  EXPECT_TRUE(host.journal().save(dead).ok());
  return dead;
}

TEST(Proof, IsMadeOfWhatADeadSessionResumedBeforeItWasTakenOver) {
  SessionHost host(kChecks);
  const SessionRecord dead = died_half_way(host);
  host.suspend_for(::getpid());
  EXPECT_THAT(host.journal().proofs(), testing::ElementsAre(dead.id));
  EXPECT_FALSE(host.journal().has(dead.id));
  EXPECT_EQ(result_of(host, "settings"), "resumed");
}

TEST(Proof, IsMadeOfWhatADeadSessionResumedBeforeAnotherResumedTheRest) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_without_guard();
  const SessionRecord dead = died_half_way(host);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_THAT(host.journal().proofs(), testing::UnorderedElementsAre(dead.id, id));
}

// Which has its room on a full disk.
TEST(Proof, OfASessionThatKeepsAnotherCheckLiesInTheSession) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      " if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  host.write("sbin/daemon", "what no package shipped");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_TRUE(host.journal().load(id)->unproved);
  EXPECT_NE(::access((host.settings().state_directory + "/" + id + ".proof").c_str(), F_OK), 0);
  host.administrator(Verb::unmonitor, "settings");
  prove(host.settings(), id, this_host(), never);
  EXPECT_FALSE(host.journal().load(id)->unproved);
  EXPECT_EQ(result_of(host, "bin"), "kept");
  EXPECT_EQ(result_of(host, "settings"), "kept");
}

TEST(Proof, EndsWhenSomebodyHasHadEnough) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  host.monit().stop();
  int asked = 0;
  prove(host.settings(), id, this_host(), [&] { return ++asked > 1; });
  EXPECT_LE(asked, 2);
}

TEST(Proof, OfASessionThatLeftNoneIsNothing) {
  SessionHost host(kChecks);
  prove(host.settings(), "0123456789abcdef", this_host(), never);
  prove_what_is_due(host.settings(), this_host());
  EXPECT_THAT(host.journal().proofs(), IsEmpty());
}

TEST(Proof, WhatIsDueIsConcludedWithoutWaiting) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  EXPECT_TRUE(test::eventually([&] {
    prove_what_is_due(host.settings(), this_host());
    return !host.journal().has_proof(id);
  }));
}

TEST(Ledger, BringsBackAPackagesChecksWithThePackage) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_without_guard();
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=off settings=off");
  retry_ledger(host.settings(), this_host());
  EXPECT_EQ(host.states(), "bin=off settings=off");
  host.upgrade_to("2");
  retry_ledger(host.settings(), this_host());
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

TEST(Ledger, LeavesToAPersonWhatWentOffAgain) {
  SessionHost host(kChecks);
  const std::string id = resumed_session(host);
  host.administrator(Verb::unmonitor, "bin");
  prove(host.settings(), id, this_host(), never);
  retry_ledger(host.settings(), this_host());
  EXPECT_EQ(host.states(), "bin=off settings=on");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Ledger, ThatIsEmptyMakesNothing) {
  SessionHost host(kChecks);
  retry_ledger(host.settings(), this_host());
  EXPECT_NE(::access(host.settings().state_directory.c_str(), F_OK), 0);
}

}  // namespace
}  // namespace pkgmap
