// What dead sessions left suspended, and who brings it back.
#include "engine/session/guard/recover.hpp"

#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/stale.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using test::SleepingProcess;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

// SIGKILL to the guard, then to the manager: nobody is left.
std::string dead_session(SessionHost& host) {
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  host.kill_guard(id);
  manager.kill();
  EXPECT_EQ(host.states(), "bin=off settings=off");
  return id;
}

TEST(Recover, BringsBackWhatADeadSessionLeft) {
  SessionHost host(kChecks);
  const std::string id = dead_session(host);
  const auto recovered = recover(host.settings());
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_EQ(recovered->front().record.id, id);
  ASSERT_TRUE(recovered->front().outcome.ok());
  EXPECT_THAT(recovered->front().outcome->resumed, ElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

TEST(Recover, MakesNothingWhereNothingIsLeft) {
  SessionHost host(kChecks);
  const auto recovered = recover(host.settings());
  ASSERT_TRUE(recovered.ok());
  EXPECT_THAT(*recovered, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(host.settings().state_directory));
}

TEST(Recover, LeavesASessionAloneThatSomebodyStandsBehind) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  EXPECT_THAT(*recover(host.settings()), IsEmpty());
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

// The manager lives, and no guard: it is the manager's hook that resumes.
TEST(Recover, LeavesASessionAloneWhoseGuardAloneIsDead) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  host.kill_guard(id);
  EXPECT_THAT(*recover(host.settings()), IsEmpty());
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

TEST(Recover, KnowsThatPidsOfAnEarlierBootMeanNobody) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  host.kill_guard(id);
  SessionRecord record = *host.journal().load(id);
  record.boot_id = "00000000-0000-0000-0000-000000000000";
  ASSERT_TRUE(host.journal().save(record).ok());
  EXPECT_THAT(*recover(host.settings()), SizeIs(1));
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Recover, OneThatFailsKeepsNoOtherSuspended) {
  SessionHost host(kChecks);
  SessionRecord failing;
  failing.id = "00000000deadbeef";
  failing.since = 1;
  failing.guard_pid = 1 << 30;
  failing.phase = Phase::suspended;
  failing.checks.emplace_back().name = "gone";
  failing.control_file = host.monit().directory().write("nowhere", "set daemon 1\n", 0600);
  dead_session(host);
  ASSERT_TRUE(host.journal().save(failing).ok());
  const auto recovered = recover(host.settings());
  ASSERT_TRUE(recovered.ok());
  ASSERT_THAT(*recovered, SizeIs(2));
  EXPECT_FALSE(recovered->at(0).outcome.ok());
  EXPECT_TRUE(recovered->at(1).outcome.ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Recover, NamesWhatItCannotBringBack) {
  SessionHost host(kChecks);
  dead_session(host);
  host.erase();
  const auto recovered = recover(host.settings());
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_THAT(recovered->front().outcome->kept, SizeIs(2));
  EXPECT_THAT(*recover(host.settings()), IsEmpty());
}

TEST(HandOver, StartsAGuardForADeadSessionAndNamesIt) {
  SessionHost host(kChecks);
  const std::string id = dead_session(host);
  const auto stale = hand_over_to_guards(host.settings());
  ASSERT_TRUE(stale.ok()) << stale.error().message;
  EXPECT_THAT(stale->handed_over, ElementsAre(id));
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
}

TEST(HandOver, FindsNothingWhereNothingIsLeft) {
  SessionHost host(kChecks);
  const auto stale = hand_over_to_guards(host.settings());
  ASSERT_TRUE(stale.ok());
  EXPECT_THAT(stale->handed_over, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(host.settings().state_directory));
}

TEST(HandOver, NamesWhatStaysOffAndWhatCannotBeRead) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  host.monit().directory().write("state-dir/00000000deadbeef.session", "{", 0600);
  const auto stale = hand_over_to_guards(host.settings());
  ASSERT_TRUE(stale.ok());
  EXPECT_THAT(stale->handed_over, IsEmpty());
  EXPECT_THAT(stale->kept, ElementsAre("bin", "settings"));
  EXPECT_THAT(stale->damaged, SizeIs(1));
}

TEST(Stale, IsASessionThatNobodyIsGoingToResume) {
  struct Row {
    const char* what;
    bool guard;
    Phase phase;
    bool dead;
  };
  SessionHost host(kChecks);
  const std::string id = dead_session(host);
  const SessionRecord left = *host.journal().load(id);
  for (const Row& row : {Row{"suspended", true, Phase::suspended, true},
                         {"suspending", true, Phase::suspending, true},
                         {"ended", true, Phase::ended, true},
                         {"kept", true, Phase::kept, false},
                         {"without a guard it never began", false, Phase::suspending, false}}) {
    SessionRecord record = left;
    record.phase = row.phase;
    if (!row.guard) record.guard_pid = 0;
    EXPECT_EQ(is_dead(record, this_host()), row.dead) << row.what;
  }
  EXPECT_THAT(dead_sessions({left}, this_host()), SizeIs(1));
}

}  // namespace
}  // namespace pkgmap
