// The guard's watch over monit while the transaction runs. On the model.
#include "engine/session/guard/watch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;
using testing::HasSubstr;
using testing::Not;
using Verb = MonitClient::Verb;

const char* const kWatchedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n"
    "check file other path @DIR@/monitrc\n";

constexpr seconds kSeveralLooks{10};
constexpr const char* kTakenBack = "says: somebody has monitored";
// Requests; the guard makes three in one look.
constexpr int kMoreThanOneLook = 7;

// Restarts monit without its saved state, as after a power failure: monit monitors every check. It
// waits first, because the second of its start alone tells one monit from another.
void restart_without_memory(ModelSession& host) {
  host.pass(milliseconds(1'100));
  host.kill_monit();
  host.monit().forget();
  host.start_monit();
}

class WatchingMonit : public testing::Test {
 protected:
  explicit WatchingMonit(const std::string& checks = kWatchedChecks) : host_(checks) {}
  void suspend() {
    manager_ = host_.start_process("manager");
    host_.suspend_for(manager_);
  }
  void end_manager() { host_.kill(manager_); }
  SessionRecord session() { return host_.journal().all()->sessions.front(); }
  void fail_writes_of_the_guard() {
    host_.machine().set_disturber([this, guard = session().guard_pid](std::string_view step) {
      const bool fails = step == "state.write" && host_.machine().scheduler.self() == guard;
      return fails ? Done(Error{ErrorCode::failed, "Input/output error"}) : done();
    });
  }
  void end_faults() {
    host_.machine().set_disturber([](std::string_view) { return done(); });
  }

  ModelSession host_;
  int manager_ = 0;
};

TEST_F(WatchingMonit, SuspendsAgainWhatANewMonitHasForgotten) {
  suspend();
  restart_without_memory(host_);
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host_.becomes("bin=off settings=off other=on"));
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on"));
}

TEST_F(WatchingMonit, LeavesAloneWhatSomebodyMonitored) {
  suspend();
  host_.administrator(Verb::monitor, "settings");
  host_.pass(kSeveralLooks);
  EXPECT_EQ(host_.states(), "bin=off settings=on other=on");
}

// monit's status has shown the first word, and the second one is about a check that is nobody's but
// the administrator's.
TEST_F(WatchingMonit, LeavesOffWhatSomebodyMonitoredAndLaterUnmonitored) {
  suspend();
  host_.administrator(Verb::monitor, "settings");
  ASSERT_TRUE(host_.eventually([&] { return session().find("settings") == nullptr; }));
  ASSERT_EQ(session().results.resumed.size(), 1U);
  host_.administrator(Verb::unmonitor, "settings");
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=off other=on"));
  host_.await_guards();
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

// A person monitored the check before monit was started again, and still wants it on.
TEST_F(WatchingMonit, LeavesAloneWhatSomebodyMonitoredBeforeMonitForgot) {
  suspend();
  host_.administrator(Verb::monitor, "settings");
  host_.pass(kSeveralLooks);
  restart_without_memory(host_);
  EXPECT_TRUE(host_.becomes("bin=off settings=on other=on"));
  host_.pass(kSeveralLooks);
  EXPECT_EQ(host_.states(), "bin=off settings=on other=on");
}

// The guard has had a connection to monit, and does not fall back on it.
TEST_F(WatchingMonit, AsksNobodyWhileAnotherProcessListensThere) {
  suspend();
  host_.kill_monit();
  host_.pass(kSeveralLooks);
  host_.machine().impostor_listens = true;
  host_.pass(kSeveralLooks);
  host_.monit().forget();
  host_.start_monit();
  host_.pass(kSeveralLooks);
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
  host_.machine().impostor_listens = false;
  EXPECT_TRUE(host_.becomes("bin=off settings=off other=on"));
}

// A fault that passes does not make what monit forgot a word of the administrator.
TEST_F(WatchingMonit, AsksAgainUntilMonitTakesTheRequest) {
  suspend();
  restart_without_memory(host_);
  int refused = 0;
  host_.machine().set_disturber([&](std::string_view step) {
    if (step != "monit.act" || refused == kMoreThanOneLook) return done();
    ++refused;
    return Done(Error{ErrorCode::monit, "Connection reset by peer"});
  });
  EXPECT_TRUE(host_.becomes("bin=off settings=off other=on")) << host_.trace();
  EXPECT_EQ(refused, kMoreThanOneLook);
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on"));
}

// The guard remembers what it cannot write.
TEST_F(WatchingMonit, LeavesAloneWhatSomebodyMonitoredThoughItCannotBeWrittenBeforeMonitForgets) {
  suspend();
  fail_writes_of_the_guard();
  host_.administrator(Verb::monitor, "settings");
  host_.pass(kSeveralLooks);
  ASSERT_NE(session().find("settings"), nullptr);
  end_faults();
  restart_without_memory(host_);
  EXPECT_TRUE(host_.becomes("bin=off settings=on other=on"));
  host_.pass(kSeveralLooks);
  EXPECT_EQ(host_.states(), "bin=off settings=on other=on");
}

TEST_F(WatchingMonit, LeavesOffWhatSomebodyUnmonitorsOnceTheRecordCanBeWrittenAgain) {
  suspend();
  fail_writes_of_the_guard();
  host_.administrator(Verb::monitor, "settings");
  host_.pass(kSeveralLooks);
  ASSERT_NE(session().find("settings"), nullptr);
  EXPECT_THAT(host_.trace(), Not(HasSubstr(kTakenBack)));
  end_faults();
  ASSERT_TRUE(host_.eventually([&] { return session().find("settings") == nullptr; }));
  EXPECT_THAT(host_.trace(), HasSubstr(kTakenBack));
  host_.administrator(Verb::unmonitor, "settings");
  end_manager();
  host_.await_guards();
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

// The second hook of the transaction suspends the check that somebody has monitored.
TEST_F(WatchingMonit, SuspendsAgainWhatAnotherHookHasSuspendedSinceSomebodyMonitoredIt) {
  suspend();
  host_.administrator(Verb::monitor, "settings");
  ASSERT_TRUE(host_.eventually([&] { return session().find("settings") == nullptr; }));
  Transaction second = ModelSession::transaction(manager_);
  second.manager = "rpm";
  ASSERT_TRUE(
      host_.run([&](Host& host) { return pkgmap::suspend(host_.settings(), second, host); }).ok());
  ASSERT_EQ(host_.states(), "bin=off settings=off other=on");
  host_.pass(kSeveralLooks);
  restart_without_memory(host_);
  EXPECT_TRUE(host_.becomes("bin=off settings=off other=on")) << host_.trace();
}

TEST_F(WatchingMonit, TouchesNoOtherCheck) {
  suspend();
  host_.administrator(Verb::unmonitor, "other");
  host_.pass(kSeveralLooks);
  EXPECT_EQ(host_.states(), "bin=off settings=off other=off");
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=off"));
}

class WatchingMonitWithADependent : public WatchingMonit {
 protected:
  WatchingMonitWithADependent()
      : WatchingMonit(std::string(kWatchedChecks) +
                      "check file below path @DIR@/monitrc\n depends on bin\n") {}
};

// The check was off when the session began, so the session does not have it.
TEST_F(WatchingMonitWithADependent, RemembersWhatGoesAlongWhenItSuspendsAgain) {
  host_.administrator(Verb::unmonitor, "below");
  suspend();
  restart_without_memory(host_);
  EXPECT_TRUE(host_.becomes("bin=off settings=off other=on below=off"));
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on below=on"));
}

// monit follows the control file that it read at its start. On disk the check depends on none.
TEST_F(WatchingMonitWithADependent, RemembersWhatGoesAlongByTheControlFileThatMonitHasRead) {
  host_.administrator(Verb::unmonitor, "below");
  suspend();
  const std::string read = *host_.machine().content(model::Machine::kControlFile);
  host_.write_checks(std::string(kWatchedChecks) + "check file below path @DIR@/monitrc\n");
  const std::string on_disk = *host_.machine().content(model::Machine::kControlFile);
  host_.pass(milliseconds(1'100));
  host_.kill_monit();
  host_.monit().forget();
  host_.pass(kSeveralLooks);
  host_.machine().put(model::Machine::kControlFile, read);
  host_.machine().start_monit();
  host_.machine().put(model::Machine::kControlFile, on_disk);
  ASSERT_TRUE(host_.becomes("bin=off settings=off other=on below=off"));
  end_manager();
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on below=on"));
}

// monit writes each try into its log; where it asks PAM, each one is a failed login of the host.
TEST(AMonitThatRefusesOurPassword, IsAskedLessAndLessOften) {
  ModelSession host(kWatchedChecks);
  host.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"old\"");
  host.reload_monit();
  host.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"new\"");
  const int manager = host.start_process("manager");
  const auto begun = host.suspend(manager);
  ASSERT_TRUE(begun.ok());
  EXPECT_TRUE(begun->trouble);
  host.pass(std::chrono::minutes(10));
  EXPECT_GE(host.monit().refusals(), 10);
  EXPECT_LE(host.monit().refusals(), 20);

  host.reload_monit();
  host.pass(std::chrono::minutes(1));
  EXPECT_EQ(host.monit().find("bin")->monitor, 0) << host.trace();
  host.kill(manager);
  EXPECT_TRUE(host.becomes("bin=on settings=on other=on"));
}

}  // namespace
}  // namespace pkgmap
