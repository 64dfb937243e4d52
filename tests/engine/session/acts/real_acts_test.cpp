// A reload of the real monit, the reload window, and the signal that wakes monit. The tests of
// decisions run on the model.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/reload.hpp"
#include "engine/session/acts/reload_window.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::RealMonit;
using testing::ElementsAre;

const char* const kCheck = "check file apart path @DIR@/monitrc\n";

std::unique_ptr<MonitClient> client_of(const RealMonit& monit) {
  return connect_monit(monit.model()).value();
}

MonitDaemon daemon_of(const RealMonit& monit) {
  return find_monit_daemon({monit.pid(), {}, "/"}).value();
}

// monit finds its own pid in its pidfile, and without it cannot wake itself.
TEST(RealActing, WakesAMonitWhosePidfileIsGone) {
  RealMonit monit({.checks = kCheck, .poll_seconds = 600});
  const auto client = client_of(monit);
  const MonitDaemon daemon = daemon_of(monit);
  std::filesystem::remove(monit.pidfile());
  const auto acted = act_until_true(this_host(), *client, &daemon,
                                    {MonitClient::Verb::unmonitor, {"apart"}, {"apart"}});
  ASSERT_TRUE(acted.ok()) << acted.error().message;
  EXPECT_THAT(acted->done, ElementsAre("apart"));
}

TEST(RealReload, EndsWhenMonitHasReadItsControlFileAgain) {
  const RealMonit monit({.checks = kCheck});
  const auto client = client_of(monit);
  const auto before = client->status()->incarnation;
  ASSERT_TRUE(reload_and_wait(this_host(), *client, daemon_of(monit)).ok());
  EXPECT_GT(client->status()->incarnation, before);
  ASSERT_TRUE(reload_and_wait(this_host(), *client, daemon_of(monit)).ok());
  EXPECT_GT(client->status()->incarnation, before + 1);
}

TEST(RealReload, AMonitThatIsSomebodyElseByNowIsNotSignalled) {
  const RealMonit monit({.checks = kCheck});
  const auto client = client_of(monit);
  MonitDaemon daemon = daemon_of(monit);
  daemon.start_time += 1;
  EXPECT_FALSE(reload_and_wait(this_host(), *client, daemon).ok());
}

TEST(RealReloadWindow, WaitsForARunningProgram) {
  RealMonit monit({.checks = {}, .poll_seconds = 4, .start = false});
  const std::string path = monit.directory().file("slow");
  std::ofstream(path) << "#!/bin/sh\nsleep 2\n";
  ASSERT_EQ(::chmod(path.c_str(), 0755), 0);
  monit.write_control_file(
      "check program slow with path @DIR@/slow\n  if status != 0 then alert\n");
  monit.start();
  const auto client = client_of(monit);
  const MonitDaemon daemon = daemon_of(monit);
  ASSERT_TRUE(test::eventually([&] { return this_host().runs_programs(daemon); }));
  ASSERT_TRUE(await_reload_window(this_host(), *client, daemon, seconds{20}));
  EXPECT_FALSE(this_host().runs_programs(daemon));
}

}  // namespace
}  // namespace pkgmap
