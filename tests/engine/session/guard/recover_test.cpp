// What dead sessions left suspended, and who resumes it. On the model.
#include "engine/session/guard/recover.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/stale.hpp"
#include "engine/session/guard/recheck.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kRecoverChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

// Kills the guard, then the package manager: no process is left that would resume the session.
std::string dead_session(ModelSession& host) {
  const int manager = host.start_process("manager");
  const std::string id = host.suspend_for(manager);
  host.kill_guard(id);
  host.kill(manager);
  EXPECT_EQ(host.states(), "bin=off settings=off");
  return id;
}

Result<std::vector<Recovered>> recover_now(ModelSession& host) {
  return host.run([&](Host& machine) { return recover(host.settings(), machine); });
}

Result<std::vector<Recovered>> recover_all_now(ModelSession& host) {
  return host.run([&](Host& machine) { return recover_all(host.settings(), machine); });
}

Result<Stale> hand_over_now(ModelSession& host) {
  return host.run([&](Host& machine) { return hand_over_to_guards(host.settings(), machine); });
}

TEST(Recover, BringsBackWhatADeadSessionLeft) {
  ModelSession host(kRecoverChecks);
  const std::string id = dead_session(host);
  const auto recovered = recover_now(host);
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_EQ(recovered->front().record.id, id);
  ASSERT_TRUE(recovered->front().outcome.ok());
  EXPECT_THAT(names_of(recovered->front().outcome->results.resumed),
              ElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

// The shipped check sees the first word; the second one is about a check that is no leftover.
TEST(Recover, LeavesOffALeftoverThatSomebodyMonitoredAndLaterUnmonitored) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(host.manager());
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  host.await_guards();
  ASSERT_EQ(host.journal().load(id)->checks.size(), 2U);
  host.administrator(MonitClient::Verb::monitor, "bin");
  EXPECT_THAT(hand_over_now(host)->kept, ElementsAre("settings"));
  host.administrator(MonitClient::Verb::unmonitor, "bin");
  host.upgrade_to("2");
  const std::string next = host.suspend_for(host.start_process("manager"));
  ASSERT_TRUE(host.resume(next).ok());
  host.await_guards();
  EXPECT_TRUE(host.becomes("bin=off settings=on")) << host.trace();
}

TEST(Recover, ALeftoverSessionEndsWithTheLastCheckThatSomebodyMonitored) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(host.manager());
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  host.await_guards();
  for (const char* check : {"bin", "settings"}) {
    host.administrator(MonitClient::Verb::monitor, check);
  }
  EXPECT_THAT(hand_over_now(host)->kept, IsEmpty());
  EXPECT_FALSE(host.journal().has(id));
}

// No later try resumes such a check, so the look at monit's status alone ends its session.
TEST(Recover, GivesUpACheckThatWentOffAgainOnceSomebodyMonitorsIt) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_without_guard();
  ASSERT_TRUE(host.resume(id).ok());
  host.administrator(MonitClient::Verb::unmonitor, "bin");
  host.run([&](Host& now) { recheck(host.settings(), id, now, [] { return false; }); });
  ASSERT_EQ(host.journal().load(id)->state, SessionState::kept);
  host.administrator(MonitClient::Verb::monitor, "bin");
  ASSERT_TRUE(recover_now(host).ok());
  EXPECT_FALSE(host.journal().has(id));
  host.administrator(MonitClient::Verb::unmonitor, "bin");
  EXPECT_FALSE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

// The package is there again, by a transaction without a hook.
TEST(Recover, TriesLeftoverChecksOnceMore) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_without_guard();
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  ASSERT_EQ(host.states(), "bin=off settings=off");
  host.upgrade_to("2");
  ASSERT_TRUE(recover_now(host).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

// Its package took the checks along, so no recheck is needed. Every process that might ask whether
// the session is over has ended, and no guard is left that would remove the mark.
TEST(Recover, LeavesNoEndMarkThatNobodyAsksFor) {
  ModelSession host(kRecoverChecks);
  const std::string id = dead_session(host);
  host.erase();
  host.write_checks("check file other path @DIR@/monitrc\n");
  host.reload_monit();
  ASSERT_TRUE(recover_now(host).ok());
  EXPECT_FALSE(host.journal().has(id));
  EXPECT_THAT(host.journal().over(), IsEmpty());
}

TEST(Recover, MakesNothingWhereNothingIsLeft) {
  ModelSession host(kRecoverChecks);
  const auto recovered = recover_now(host);
  ASSERT_TRUE(recovered.ok());
  EXPECT_THAT(*recovered, IsEmpty());
  EXPECT_FALSE(host.machine().disk.made);
}

TEST(Recover, LeavesASessionAloneThatSomebodyStandsBehind) {
  ModelSession host(kRecoverChecks);
  host.suspend_for(host.manager());
  EXPECT_THAT(*recover_now(host), IsEmpty());
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

// The package manager lives, and its hook will resume the session.
TEST(Recover, LeavesASessionAloneWhoseGuardAloneIsDead) {
  ModelSession host(kRecoverChecks);
  host.suspend_without_guard();
  EXPECT_THAT(*recover_now(host), IsEmpty());
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

TEST(Recover, KnowsThatPidsOfAnEarlierBootMeanNobody) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_without_guard();
  SessionRecord record = *host.journal().load(id);
  record.boot_id = "00000000-0000-0000-0000-000000000000";
  ASSERT_TRUE(host.journal().save(record).ok());
  EXPECT_THAT(*recover_now(host), SizeIs(1));
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

// Else everybody would take the new guard for dead, and start another one.
TEST(Recover, GivesASessionOfAnEarlierBootAGuardThatCountsAsAlive) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(host.manager());
  host.monit().kill();
  host.machine().reboot();
  host.monit().kill();
  EXPECT_THAT(hand_over_now(host)->handed_over, ElementsAre(id));
  EXPECT_THAT(host.guards(), SizeIs(1));
  EXPECT_THAT(hand_over_now(host)->handed_over, IsEmpty());
  EXPECT_THAT(host.guards(), SizeIs(1));
}

TEST(Recover, CountsTheProcessesOfAnEarlierBootAsEndedOnceItHasSignedTheSession) {
  ModelSession host(kRecoverChecks);
  SessionRecord record = *host.journal().load(host.suspend_without_guard());
  record.boot_id = "00000000-0000-0000-0000-000000000000";
  EXPECT_TRUE(host.run([&](Host& now) {
    move_to_this_boot(record, now);
    return !manager_alive(record, now) && !guard_alive(record, now) && !lease_is_over(record, now);
  }));
  EXPECT_EQ(record.boot_id, host.machine().boot());
}

// The first session cannot be read for a moment, and stays as it is.
TEST(Recover, OneThatFailsKeepsNoOtherSuspended) {
  ModelSession host(kRecoverChecks);
  dead_session(host);
  SessionRecord failing;
  failing.id = "00000000deadbeef";
  failing.since = 1;
  failing.guard_pid = 1 << 30;
  failing.state = SessionState::suspended;
  failing.checks.emplace_back().name = "gone";
  ASSERT_TRUE(host.journal().save(failing).ok());
  bool failed = false;
  host.machine().set_disturber([&](std::string_view step) -> Done {
    if (failed || step != "control-file.read") return done();
    failed = true;
    return Error{ErrorCode::failed, "Input/output error"};
  });
  const auto recovered = recover_now(host);
  ASSERT_TRUE(recovered.ok());
  ASSERT_THAT(*recovered, SizeIs(2));
  EXPECT_EQ(recovered->at(0).record.id, failing.id);
  EXPECT_FALSE(recovered->at(0).outcome.ok());
  EXPECT_TRUE(recovered->at(1).outcome.ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Recover, NamesWhatItCannotBringBack) {
  ModelSession host(kRecoverChecks);
  dead_session(host);
  host.erase();
  const auto recovered = recover_now(host);
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_THAT(recovered->front().outcome->kept, SizeIs(2));
  EXPECT_THAT(*recover_now(host), IsEmpty());
}

TEST(BeforeARemoval, BringsBackWhatWasSuspendedByHand) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(0);
  EXPECT_EQ(host.states(), "bin=off settings=off");
  EXPECT_THAT(*recover_now(host), IsEmpty());
  const auto recovered = recover_all_now(host);
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_EQ(recovered->front().record.id, id);
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

// It removes the package, and its guard outlives the removal.
TEST(BeforeARemoval, LeavesTheSessionOfAPackageManagerToItsGuard) {
  ModelSession host(kRecoverChecks);
  host.suspend_for(host.manager());
  EXPECT_THAT(*recover_all_now(host), IsEmpty());
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

TEST(BeforeARemoval, BringsBackWhatADeadSessionLeft) {
  ModelSession host(kRecoverChecks);
  dead_session(host);
  EXPECT_THAT(*recover_all_now(host), SizeIs(1));
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(HandOver, StartsAGuardForADeadSessionAndNamesIt) {
  ModelSession host(kRecoverChecks);
  const std::string id = dead_session(host);
  const auto stale = hand_over_now(host);
  ASSERT_TRUE(stale.ok()) << stale.error().message;
  EXPECT_THAT(stale->handed_over, ElementsAre(id));
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(host.eventually([&] { return !host.journal().has(id); }));
}

TEST(HandOver, FindsNothingWhereNothingIsLeft) {
  ModelSession host(kRecoverChecks);
  const auto stale = hand_over_now(host);
  ASSERT_TRUE(stale.ok());
  EXPECT_THAT(stale->handed_over, IsEmpty());
  EXPECT_FALSE(host.machine().disk.made);
}

TEST(HandOver, NamesWhatStaysOffAndWhatCannotBeRead) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(host.manager());
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  host.machine().disk.texts["00000000deadbeef.session"].now = "{";
  const auto stale = hand_over_now(host);
  ASSERT_TRUE(stale.ok());
  EXPECT_THAT(stale->handed_over, IsEmpty());
  EXPECT_THAT(stale->kept, ElementsAre("bin", "settings"));
  EXPECT_THAT(stale->damaged, SizeIs(1));
}

// Its package took the control file away. If the definition is back, the check is off again by
// mistake.
TEST(HandOver, NamesARemovedCheckOnlyOnceItIsDefinedAgain) {
  ModelSession host(kRecoverChecks);
  const std::string id = host.suspend_for(host.manager());
  host.erase();
  host.write_checks("check file other path @DIR@/monitrc\n");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_THAT(hand_over_now(host)->kept, IsEmpty());
  host.write_checks(kRecoverChecks);
  EXPECT_THAT(hand_over_now(host)->kept, ElementsAre("bin", "settings"));
}

TEST(Stale, IsASessionThatNobodyIsGoingToResume) {
  struct Row {
    const char* what;
    bool guard;
    SessionState state;
    bool dead;
  };
  ModelSession host(kRecoverChecks);
  const std::string id = dead_session(host);
  const SessionRecord left = *host.journal().load(id);
  for (const Row& row :
       {Row{"suspended", true, SessionState::suspended, true},
        {"suspending", true, SessionState::suspending, true},
        {"ended", true, SessionState::transaction_ended, true},
        {"kept", true, SessionState::kept, false},
        {"without a guard it never began", false, SessionState::suspending, false}}) {
    SessionRecord record = left;
    record.state = row.state;
    if (!row.guard) record.guard_pid = 0;
    const bool dead = host.run([&](Host& machine) { return is_dead(record, machine); });
    EXPECT_EQ(dead, row.dead) << row.what;
  }
  EXPECT_THAT(host.run([&](Host& machine) { return dead_sessions({left}, machine); }), SizeIs(1));
}

}  // namespace
}  // namespace pkgmap
