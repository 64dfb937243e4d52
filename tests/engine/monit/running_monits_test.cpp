// Which monits of a host are ours. Other tests run monits at the same time, so a test looks for its
// own ones.
#include "engine/monit/running_monits.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::RealMonit;

constexpr unsigned int kNobody = 65534;
constexpr MonitSearch kAll{std::chrono::seconds(60), 100'000};

// "ours", "it runs as another user", …; empty if the monit is not found.
std::string what_of(const RealMonit& monit, const RunningMonits& found) {
  for (const MonitDaemon& daemon : found.ours) {
    if (daemon.pid == monit.pid()) return "ours";
  }
  for (const ForeignMonit& other : found.foreign) {
    if (other.process.pid == monit.pid()) return other.why;
  }
  return {};
}

TEST(RunningMonits, AreFoundWithTheirControlFiles) {
  const RealMonit one({});
  const RealMonit other({});
  const auto found = find_running_monits(kAll);
  EXPECT_EQ(what_of(one, found), "ours");
  EXPECT_EQ(what_of(other, found), "ours");
  const auto daemon = find_running_monit(other.control_file());
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, other.pid());
  EXPECT_EQ(daemon->control_file, std::filesystem::canonical(other.control_file()));
  EXPECT_FALSE(find_running_monit("/nonexistent/monitrc"));
}

TEST(RunningMonits, OfAnotherUserAreNamedAndNotOurs) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become others";
  const RealMonit monit({.checks = {}, .user = kNobody});
  const auto found = find_running_monits(kAll);
  EXPECT_EQ(what_of(monit, found), "it runs as another user");
  EXPECT_FALSE(find_running_monit(monit.control_file()));
}

TEST(RunningMonits, InAnotherMountNamespaceAreNamedAndNotOurs) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can leave its namespace";
  const RealMonit monit({.checks = {}, .has_own_mounts = true});
  EXPECT_EQ(what_of(monit, find_running_monits(kAll)), "it has a mount namespace of its own");
}

TEST(RunningMonits, ThatAreTooManyAreCounted) {
  const RealMonit one({});
  const RealMonit other({});
  const auto found = find_running_monits({std::chrono::seconds(60), 1});
  EXPECT_EQ(found.ours.size(), 1U);
  EXPECT_GE(found.more, 1U);
}

TEST(RunningMonits, AreSearchedForAsLongAsThereIsTime) {
  const auto found = find_running_monits({std::chrono::milliseconds(0), 8});
  EXPECT_TRUE(found.is_late);
  EXPECT_TRUE(found.ours.empty());
}

TEST(RunningMonits, AreNamedForPeople) {
  ForeignMonit monit{{}, "it runs as another user"};
  monit.process.pid = 4711;
  monit.process.executable = "/tmp/a\x1b/monit";
  monit.process.user = "bob";
  EXPECT_EQ(described(monit), "process 4711 (/tmp/a?/monit) of user bob: it runs as another user");
}

// A second monit may have the default pidfile of the first one in its control file.
TEST(FindMonitDaemon, TakesNoMonitWithAnotherControlFile) {
  const RealMonit one({});
  const RealMonit other({});
  const auto daemon = find_monit_daemon(
      {.peer_pid = one.pid(), .pidfile = one.pidfile(), .control_file = other.control_file()});
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, other.pid());
  EXPECT_FALSE(
      find_monit_daemon({.pidfile = one.pidfile(), .control_file = "/nonexistent/monitrc"}));
}

}  // namespace
}  // namespace pkgmap
