// Which service is that of monit: stopping it must stop no other daemon.
#include "engine/session/host/systemd.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

MonitDaemon daemon() {
  MonitDaemon daemon;
  daemon.pid = 4711;
  daemon.executable = "/usr/bin/monit";
  return daemon;
}

TEST(ServiceOfMonit, HasMonitAsItsMainProcess) {
  EXPECT_TRUE(is_own_service("monit.service", "MainPID=4711\n", daemon()));
  EXPECT_TRUE(is_own_service("watchdog.service", "MainPID=4711\n", daemon()));
}

// A job of cron, a session of sshd without logind or a script at boot has started monit.
TEST(ServiceOfMonit, IsNoOtherServiceInWhoseControlGroupMonitRuns) {
  EXPECT_FALSE(is_own_service("cron.service", "MainPID=812\n", daemon()));
  EXPECT_FALSE(is_own_service("ssh.service", "MainPID=47\n", daemon()));
  EXPECT_FALSE(is_own_service("rc-local.service", "MainPID=0\n", daemon()));
  EXPECT_FALSE(is_own_service("monit.service", "MainPID=812\n", daemon()));
  EXPECT_FALSE(is_own_service("monit.service", "", daemon()));
}

TEST(ServiceOfMonit, MayBeThatOfAnInitScript) {
  EXPECT_TRUE(is_own_service("monit.service", "MainPID=0\n", daemon()));
}

}  // namespace
}  // namespace pkgmap
