// A guard's look at monit while the transaction runs.
#include "engine/session/guard/watch.hpp"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using test::SleepingProcess;
using Verb = MonitClient::Verb;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n"
    "check file other path @DIR@/monitrc\n";

constexpr std::chrono::seconds kSeveralLooks{5};

// Without its memory, as after a power failure: all checks are monitored. Not within the second in
// which it was started, which is all that tells one monit from another.
void restart_without_memory(SessionHost& host) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
  ::kill(host.monit().pid(), SIGKILL);
  host.monit().stop();
  std::filesystem::remove(host.monit().directory().file("state"));
  host.monit().start();
}

TEST(MonitWatch, SuspendsAgainWhatANewMonitHasForgotten) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  restart_without_memory(host);
  EXPECT_TRUE(host.becomes("bin=off settings=off other=on"));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on other=on"));
}

TEST(MonitWatch, LeavesAloneWhatSomebodyMonitored) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  host.administrator(Verb::monitor, "settings");
  std::this_thread::sleep_for(kSeveralLooks);
  EXPECT_EQ(host.states(), "bin=off settings=on other=on");
}

// He took it back before monit was started again: his word outlives that monit.
TEST(MonitWatch, LeavesAloneWhatSomebodyMonitoredBeforeMonitForgot) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  host.administrator(Verb::monitor, "settings");
  std::this_thread::sleep_for(kSeveralLooks);
  restart_without_memory(host);
  EXPECT_TRUE(host.becomes("bin=off settings=on other=on"));
  std::this_thread::sleep_for(kSeveralLooks);
  EXPECT_EQ(host.states(), "bin=off settings=on other=on");
}

// It was off when the session began, so that the session does not have it.
TEST(MonitWatch, RemembersWhatGoesAlongWhenItSuspendsAgain) {
  SessionHost host(std::string(kChecks) + "check file below path @DIR@/monitrc\n depends on bin\n");
  host.administrator(Verb::unmonitor, "below");
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  restart_without_memory(host);
  EXPECT_TRUE(host.becomes("bin=off settings=off other=on below=off"));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on other=on below=on"));
}

TEST(MonitWatch, TouchesNoOtherCheck) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  host.administrator(Verb::unmonitor, "other");
  std::this_thread::sleep_for(kSeveralLooks);
  EXPECT_EQ(host.states(), "bin=off settings=off other=off");
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on other=off"));
}

}  // namespace
}  // namespace pkgmap
