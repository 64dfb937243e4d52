// The recheck of resumed checks, and another try with leftover checks. On the model.
#include "engine/session/guard/recheck.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "engine/session/guard/leftovers.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;
using Verb = MonitClient::Verb;

const char* const kProofChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

bool never() {
  return false;
}

void prove_now(ModelSession& host, const std::string& id,
               const std::function<bool()>& enough = never) {
  host.run([&](Host& machine) { recheck(host.settings(), id, machine, enough); });
}

void retry_now(ModelSession& host) {
  host.run([&](Host& machine) { retry_leftovers(host.settings(), machine); });
}

// The result of a check ("resumed", "kept") in the last line of the history about a session.
std::string result_of(ModelSession& host, const std::string& check) {
  const Journal journal = host.journal();
  const auto history = read_history(journal.store());
  if (!history || history->sessions.empty()) return {};
  for (const Json& one : history->sessions.back()["checks"].items()) {
    if (one["name"].string_or("") == check) return one["result"].string_or("");
  }
  return {};
}

std::string resumed_session(ModelSession& host) {
  const std::string id = host.suspend_without_guard();
  EXPECT_TRUE(host.resume(id).ok());
  EXPECT_TRUE(host.journal().has_recheck(id));
  return id;
}

TEST(Recheck, OfASessionWhoseChecksStayOnLeavesNothing) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  prove_now(host, id);
  EXPECT_FALSE(host.journal().has_recheck(id));
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
  EXPECT_EQ(result_of(host, "bin"), "resumed");
}

// Whoever switched it off: the check is not monitored again, and the history names it.
TEST(Recheck, NamesACheckThatIsOffAgain) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  host.administrator(Verb::unmonitor, "bin");
  prove_now(host, id);
  const auto sessions = host.journal().all()->sessions;
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].state, SessionState::kept);
  ASSERT_THAT(sessions[0].checks, SizeIs(1));
  EXPECT_TRUE(sessions[0].checks[0].went_off_again);
  EXPECT_THAT(sessions[0].checks[0].kept_reason, HasSubstr("is off again"));
  EXPECT_EQ(result_of(host, "bin"), "kept");
  EXPECT_EQ(result_of(host, "settings"), "resumed");
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

TEST(Recheck, NamesACheckThatItsOwnTestSwitchesOff) {
  ModelSession host(
      "check process slow matching \"no such process\"\n"
      " start program = \"/bin/sleep 2\" with timeout 2 seconds\n"
      "check file bin path @HOST@/sbin/daemon\n"
      " if size > 100 B then unmonitor\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_without_guard();
  host.write("sbin/daemon", std::string(200, 'x'));
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  // monit waits for its start program before it looks.
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin", "settings"));
  prove_now(host, id);
  EXPECT_EQ(host.states(), "slow=on bin=off settings=on");
  EXPECT_EQ(result_of(host, "bin"), "kept");
}

TEST(Recheck, LeavesToASecondSessionWhatThatHasSuspended) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  const std::string second = host.suspend_for(host.manager());
  prove_now(host, id);
  EXPECT_FALSE(host.journal().has_recheck(id));
  const auto sessions = host.journal().all()->sessions;
  ASSERT_THAT(sessions, SizeIs(1));
  EXPECT_EQ(sessions[0].id, second);
}

// Two monits may have checks of one name.
TEST(Recheck, NamesACheckThoughASessionOfAnotherMonitHasOneOfThatName) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  SessionRecord another;
  another.id = "00000000deadbeef";
  another.control_file = "/opt/another/monitrc";
  another.state = SessionState::kept;
  another.guard_pid = 1;
  another.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  ASSERT_TRUE(host.journal().save(another).ok());
  host.administrator(Verb::unmonitor, "bin");
  prove_now(host, id);
  EXPECT_EQ(result_of(host, "bin"), "kept");
}

// A power failure takes monit's memory of `monitor`, and the next suspend before it has begun.
TEST(Recheck, NamesWhatASessionHasThatNeverBegan) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  SessionRecord killed;
  killed.id = "00000000deadbeef";
  killed.state = SessionState::suspending;
  killed.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  ASSERT_TRUE(host.journal().save(killed).ok());
  host.administrator(Verb::unmonitor, "bin");
  prove_now(host, id);
  EXPECT_EQ(result_of(host, "bin"), "kept");
}

// A session that died between its two checks: `settings` was resumed, `bin` was not.
SessionRecord died_half_way(ModelSession& host) {
  SessionRecord dead;
  dead.id = "00000000deadbeef";
  dead.state = SessionState::suspended;
  dead.guard_pid = 1;
  dead.unverified = true;
  dead.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  dead.results.resumed.push_back({"settings", 1.0, host.machine().wall()});
  EXPECT_TRUE(host.journal().save(dead).ok());
  return dead;
}

TEST(Recheck, IsMadeOfWhatADeadSessionResumedBeforeItWasTakenOver) {
  ModelSession host(kProofChecks);
  const SessionRecord dead = died_half_way(host);
  host.suspend_for(host.manager());
  EXPECT_THAT(host.journal().rechecks(), ElementsAre(dead.id));
  EXPECT_FALSE(host.journal().has(dead.id));
  EXPECT_EQ(result_of(host, "settings"), "resumed");
}

TEST(Recheck, IsMadeOfWhatADeadSessionResumedBeforeAnotherResumedTheRest) {
  ModelSession host(kProofChecks);
  const std::string id = host.suspend_without_guard();
  const SessionRecord dead = died_half_way(host);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_THAT(host.journal().rechecks(), UnorderedElementsAre(dead.id, id));
}

// The record of the session has its room on a full disk.
TEST(Recheck, OfASessionThatKeepsAnotherCheckLiesInTheSession) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      " if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  host.write("sbin/daemon", "what no package shipped");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_TRUE(host.journal().load(id)->unverified);
  EXPECT_FALSE(host.machine().disk.texts.contains(id + ".proof"));
  host.administrator(Verb::unmonitor, "settings");
  prove_now(host, id);
  EXPECT_FALSE(host.journal().load(id)->unverified);
  EXPECT_EQ(result_of(host, "bin"), "kept");
  EXPECT_EQ(result_of(host, "settings"), "kept");
}

TEST(Recheck, EndsWhenSomebodyHasHadEnough) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  host.stop_monit();
  int asked = 0;
  prove_now(host, id, [&] { return ++asked > 1; });
  EXPECT_EQ(asked, 2);
}

TEST(Recheck, OfASessionThatLeftNoneIsNothing) {
  ModelSession host(kProofChecks);
  prove_now(host, "0123456789abcdef");
  host.run([&](Host& machine) { recheck_what_is_due(host.settings(), machine); });
  EXPECT_THAT(host.journal().rechecks(), IsEmpty());
}

TEST(Recheck, WhatIsDueIsConcludedWithoutWaiting) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  EXPECT_TRUE(host.eventually([&] {
    host.run([&](Host& machine) { recheck_what_is_due(host.settings(), machine); });
    return !host.journal().has_recheck(id);
  }));
}

TEST(Ledger, BringsBackAPackagesChecksWithThePackage) {
  ModelSession host(kProofChecks);
  const std::string id = host.suspend_without_guard();
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=off settings=off");
  retry_now(host);
  EXPECT_EQ(host.states(), "bin=off settings=off");
  host.upgrade_to("2");
  retry_now(host);
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

TEST(Ledger, LeavesToAPersonWhatWentOffAgain) {
  ModelSession host(kProofChecks);
  const std::string id = resumed_session(host);
  host.administrator(Verb::unmonitor, "bin");
  prove_now(host, id);
  retry_now(host);
  EXPECT_EQ(host.states(), "bin=off settings=on");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Ledger, ThatIsEmptyMakesNothing) {
  ModelSession host(kProofChecks);
  retry_now(host);
  EXPECT_FALSE(host.machine().disk.made);
}

}  // namespace
}  // namespace pkgmap
