// Which control file counts, what is made of its mistakes, and what monit's states mean for facts.
#include "engine/facts/control_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/gather.hpp"
#include "engine/system/process/process.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::HasSubstr;
using testing::Not;

const char* const kChecks = "check file bin path @HOST@/sbin/daemon\n";

TEST(ControlFile, IsTheOneThatWasNamed) {
  SessionHost host(kChecks);
  const auto parsed = load_control_file(host.settings());
  ASSERT_TRUE(parsed.ok()) << parsed.error().message;
  EXPECT_EQ(parsed->control_file.path, host.monit().control_file());
  EXPECT_EQ(parsed->control_file.checks.front().name, "bin");
}

TEST(ControlFile, ThatSomebodyElseCanWriteIsRefusedAsMonitRefusesIt) {
  SessionHost host(kChecks);
  const std::string path = host.monit().control_file();
  const auto refusal = [&] {
    const auto parsed = load_control_file(host.settings());
    const Done understood = require_parsed(*parsed);
    return understood ? "" : understood.error().message;
  };
  const auto expect_refusal = [&](const std::string& who) {
    EXPECT_EQ(refusal(), "cannot read the control file " + path + ": " + who +
                             ", and monit refuses such a file, too");
    // The real monit refuses the file, too.
    EXPECT_NE(run_process({"/usr/bin/monit", "-t", "-c", path})->exit_status, 0);
  };
  EXPECT_EQ(refusal(), "");
  ASSERT_EQ(::chmod(path.c_str(), 0602), 0);
  expect_refusal("everybody can write it");
  ASSERT_EQ(::chmod(path.c_str(), 0620), 0);
  expect_refusal("its group can write it");
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  const bool given = ::chown(path.c_str(), 4711, 4711) == 0;
  EXPECT_EQ(given, ::geteuid() == 0);
  if (given) expect_refusal("it belongs to user 4711");
}

TEST(ControlFile, ThatIsGoneWhileMonitRunsIsSaidToBeGone) {
  SessionHost host(kChecks);
  const std::string path = host.monit().control_file();
  ASSERT_EQ(::rename(path.c_str(), (path + ".moved").c_str()), 0);
  const auto parsed = load_control_file(host.settings());
  ASSERT_TRUE(parsed.ok());
  const Done understood = require_parsed(*parsed);
  EXPECT_EQ(understood.error().message, "cannot read the control file " + path +
                                            ": it was moved or removed while monit (process " +
                                            std::to_string(host.monit().pid()) +
                                            ") runs, which goes on with what it has read");
  EXPECT_THAT(understood.error().hint, HasSubstr("put it back"));
}

TEST(ControlFile, MistakesAreShownWhereItMustBeUnderstood) {
  SessionHost host(kChecks);
  host.write_checks("check nonsense (((\n");
  const auto parsed = load_control_file(host.settings());
  ASSERT_TRUE(parsed.ok());
  const Done understood = require_parsed(*parsed);
  ASSERT_FALSE(understood.ok());
  EXPECT_EQ(understood.error().code, ErrorCode::control_file);
  EXPECT_THAT(understood.error().details, HasSubstr("monitrc:"));
}

TEST(ControlFile, AMistakeShowsNoPassword) {
  SessionHost host(kChecks);
  host.write_checks(
      "set mailserver x username \"u\" password \"geheim\" then then\ncheck nonsense (((\n");
  const auto parsed = load_control_file(host.settings());
  ASSERT_TRUE(parsed.ok());
  const Done understood = require_parsed(*parsed);
  ASSERT_FALSE(understood.ok());
  EXPECT_THAT(understood.error().message + understood.error().details, Not(HasSubstr("geheim")));
}

TEST(DaemonOf, IsTheProcessBehindTheSocketThatRunsWithTheFile) {
  SessionHost host(kChecks);
  monitrc::ControlFile file = host.monit().model();
  const auto daemon = daemon_of(file, host.client());
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, host.monit().pid());
  file.path = "/etc/another";
  EXPECT_FALSE(daemon_of(file, host.client()));
}

class States : public testing::Test {
 protected:
  States() {
    check_.name = "a";
    facts_.emplace_back().check = &check_;
    service_.name = "A";
  }
  rules::Monitoring noted(int monitor, int pending) {
    service_.monitor = monitor;
    service_.pending_action = pending;
    status::Status status;
    status.services = {service_};
    note_states(status, facts_);
    return facts_[0].state;
  }
  monitrc::Check check_;
  std::vector<rules::CheckFacts> facts_;
  status::Service service_;
};

TEST_F(States, EveryWayOfBeingMonitoredCounts) {
  for (const int monitor : {1, 2, 5, 6}) {
    EXPECT_EQ(noted(monitor, 0), rules::Monitoring::monitored) << monitor;
  }
  EXPECT_EQ(noted(0, 0), rules::Monitoring::off);
}

TEST_F(States, AnUnmonitorUnderWayIsTheAdministratorsWord) {
  EXPECT_EQ(noted(1, 5), rules::Monitoring::off);
}

TEST_F(States, ACheckThatMonitDoesNotHaveIsUnread) {
  service_.name = "b";
  EXPECT_EQ(noted(1, 0), rules::Monitoring::unread);
}

TEST_F(States, WhatASessionOfOursSuspendedIsNotOffByTheAdministratorsWord) {
  noted(0, 0);
  SessionRecord session;
  session.state = SessionState::suspended;
  session.checks.push_back({"b", false, {}, {}, {}});
  note_sessions({session}, facts_);
  EXPECT_EQ(facts_[0].state, rules::Monitoring::off);
  session.checks.push_back({"a", false, {}, {}, {}});
  note_sessions({session}, facts_);
  EXPECT_EQ(facts_[0].state, rules::Monitoring::monitored);
}

}  // namespace
}  // namespace pkgmap
