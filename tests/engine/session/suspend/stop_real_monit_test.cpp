// The policy `unreachable: stop-monit` with a real monit that was started by hand: the program
// stops it for the time of the transaction. The tests of decisions run on the model.
#include <signal.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/suspend/stop_monit.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n"
    " if failed checksum then alert\n";

// A host whose monit has no HTTP interface, and runs in the background as monit(1) starts it.
class StopRealMonit : public testing::Test {
 protected:
  void SetUp() override {
    host_.monit().stop();
    host_.settings().policy.unreachable = rules::OnUnreachable::stop_monit;
    write_control_file();
    start();
  }
  void TearDown() override {
    if (const auto monit = daemon()) {
      ::kill(monit->pid, SIGKILL);
      EXPECT_TRUE(test::eventually([&] { return !daemon(); }));
    }
  }

  const test::TemporaryDirectory& directory() const { return monit_.directory(); }
  void write_control_file() const {
    std::string text = test::read_file(host_.settings().monitrc);
    const auto httpd = text.find("set httpd");
    text.erase(httpd, text.find('\n', httpd) - httpd + 1);
    directory().write("monitrc", text, 0600);
  }
  void start() const {
    const CommandResult ran = run_command({"monit", "-c", host_.settings().monitrc, "-d", "7"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    ASSERT_TRUE(test::eventually([&] { return daemon().has_value(); }));
  }
  void stop() const {
    ::kill(daemon()->pid, SIGTERM);
    ASSERT_TRUE(test::eventually([&] { return !daemon(); }));
  }
  std::optional<MonitDaemon> daemon() const {
    const std::string pidfile = directory().file("pid");
    const std::string text = test::read_file(pidfile);
    if (text.empty()) return std::nullopt;
    auto found = find_monit_daemon({std::stoi(text), pidfile, "/"});
    return found;
  }
  Result<SuspendOutcome> suspend_for(int manager) {
    return suspend(host_.settings(), host_.transaction(manager));
  }
  Result<ResumeOutcome> resume(const std::string& session) { return host_.resume(session); }

  SessionHost host_{kChecks};
  const test::RealMonit& monit_ = host_.monit();
};

TEST_F(StopRealMonit, IsStoppedAndStartedAgainWithItsOwnArguments) {
  const auto before = command_line(daemon()->pid);
  const auto outcome = suspend_for(::getpid());
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->stopped_monit);
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_FALSE(daemon());
  const auto resumed = resume(*outcome->session);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_TRUE(resumed->started_monit);
  ASSERT_TRUE(daemon());
  const auto after = command_line(daemon()->pid);
  EXPECT_EQ(std::vector<std::string>(after.begin() + 1, after.end()),
            std::vector<std::string>(before.begin() + 1, before.end()));
  EXPECT_THAT(host_.journal().all()->sessions, IsEmpty());
}

}  // namespace
}  // namespace pkgmap
