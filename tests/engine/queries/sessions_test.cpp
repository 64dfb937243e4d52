// What `status` shows and what `resume` without a name means.
#include "engine/queries/sessions.hpp"

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kShownChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

TEST(SessionsView, ShowsASessionUnderWayWithWhatMonitSays) {
  SessionHost host(kShownChecks);
  const std::string id = host.suspend_for(::getpid());
  host.administrator(MonitClient::Verb::monitor, "settings");
  const auto view = view_sessions(host.settings());
  ASSERT_TRUE(view.ok()) << view.error().message;
  ASSERT_EQ(view->sessions.size(), 1U);
  EXPECT_EQ(view->sessions[0].record.id, id);
  EXPECT_TRUE(view->sessions[0].alive);
  EXPECT_THAT(view->sessions[0].states, ElementsAre("off", "monitored"));
  EXPECT_THAT(view->kept, IsEmpty());
}

TEST(SessionsView, ShowsWhatStaysSuspendedApart) {
  SessionHost host(kShownChecks);
  const std::string id = host.suspend_for(::getpid());
  host.erase();
  ASSERT_TRUE(host.resume(id).ok());
  const auto view = view_sessions(host.settings());
  EXPECT_THAT(view->sessions, IsEmpty());
  ASSERT_EQ(view->kept.size(), 1U);
  EXPECT_EQ(view->kept[0].record.checks.at(0).kept_reason, "its package hosted is gone");
}

// Two monits may have checks of one name.
TEST(SessionsView, AsksTheMonitOfEachSession) {
  SessionHost host(kShownChecks);
  SessionRecord record = host.journal().load(host.suspend_for(::getpid())).value();
  const test::RealMonit another({.checks = "check file bin path /etc/hosts"});
  record.id = "00000000deadbeef";
  record.control_file = another.control_file();
  record.since += 1;
  ASSERT_TRUE(host.journal().save(record).ok());
  const auto view = view_sessions(host.settings());
  ASSERT_EQ(view->sessions.size(), 2U);
  EXPECT_THAT(view->sessions[0].states, ElementsAre("off", "off"));
  EXPECT_THAT(view->sessions[1].states, ElementsAre("monitored", "gone"));
}

TEST(SessionsView, StandsWithoutMonit) {
  SessionHost host(kShownChecks);
  host.suspend_for(::getpid());
  host.monit().stop();
  const auto view = view_sessions(host.settings());
  ASSERT_EQ(view->sessions.size(), 1U);
  EXPECT_THAT(view->sessions[0].states, ElementsAre("unknown", "unknown"));
  EXPECT_EQ(view->notes.size(), 1U);
}

TEST(SessionsView, NamesAFileThatCannotBeRead) {
  SessionHost host(kShownChecks);
  host.suspend_for(::getpid());
  host.monit().directory().write("state-dir/00000000deadbeef.session", "{", 0600);
  const auto view = view_sessions(host.settings());
  EXPECT_EQ(view->sessions.size(), 1U);
  EXPECT_EQ(view->notes.size(), 1U);
}

TEST(SessionsView, IsEmptyWithoutAStateDirectory) {
  SessionHost host(kShownChecks);
  const auto view = view_sessions(host.settings());
  ASSERT_TRUE(view.ok());
  EXPECT_THAT(view->sessions, IsEmpty());
}

// Its suspend was killed before a guard ran: no check is suspended.
TEST(SessionsView, LeavesOutASessionThatNeverBegan) {
  SessionHost host(kShownChecks);
  SessionRecord dead = host.journal().load(host.suspend_for(::getpid())).value();
  dead.id = "00000000deadbeef";
  dead.state = SessionState::suspending;
  dead.guard_pid = 0;
  dead.since += 1;
  ASSERT_TRUE(host.journal().save(dead).ok());
  const auto view = view_sessions(host.settings());
  ASSERT_EQ(view->sessions.size(), 1U);
  EXPECT_NE(view->sessions[0].record.id, dead.id);
  EXPECT_EQ(session_of_manager(host.settings(), ::getpid()).value(), view->sessions[0].record.id);
}

TEST(SessionOfAManager, IsTheOneThatIsOpenForItsProcess) {
  SessionHost host(kShownChecks);
  EXPECT_EQ(session_of_manager(host.settings(), ::getpid()).value(), std::nullopt);
  const std::string id = host.suspend_for(::getpid());
  EXPECT_EQ(session_of_manager(host.settings(), ::getpid()).value(), id);
  EXPECT_EQ(session_of_manager(host.settings(), ::getppid()).value(), std::nullopt);
  SessionRecord record = host.journal().load(id).value();
  record.pid_start_time += 1;
  ASSERT_TRUE(host.journal().save(record).ok());
  EXPECT_EQ(session_of_manager(host.settings(), ::getpid()).value(), std::nullopt);
}

TEST(ResumableSessions, AreThoseThatNoManagerWorksFor) {
  SessionHost host(kShownChecks);
  const std::string id = host.suspend_for(::getpid());
  EXPECT_THAT(resumable_sessions(host.settings()).value(), IsEmpty());
  SessionRecord record = host.journal().load(id).value();
  record.boot_id = "another boot";
  ASSERT_TRUE(host.journal().save(record).ok());
  EXPECT_THAT(resumable_sessions(host.settings()).value(), ElementsAre(id));
}

TEST(ResumableSessions, EndedAndKeptOnesBelongToThem) {
  SessionHost host(kShownChecks);
  const std::string id = host.suspend_for(::getpid());
  SessionRecord record = host.journal().load(id).value();
  host.kill_guard(id);
  for (const SessionState state : {SessionState::transaction_ended, SessionState::kept}) {
    record.state = state;
    ASSERT_TRUE(host.journal().save(record).ok());
    EXPECT_THAT(resumable_sessions(host.settings()).value(), ElementsAre(id));
  }
}

}  // namespace
}  // namespace pkgmap
