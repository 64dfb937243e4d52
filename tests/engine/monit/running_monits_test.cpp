// Which monits of a host are ours. Other tests run monits at the same time, so a test looks for its
// own ones.
#include "engine/monit/running_monits.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/host/host_monit.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/process/process.hpp"
#include "parsers/arguments/monit_arguments.hpp"
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

/// A monit in the background, started in the directory of its control file.
class Daemon {
 public:
  explicit Daemon(const RealMonit& monit, const std::string& name = "monitrc") {
    const std::string enter = "cd " + monit.directory().path() + " && exec monit -c " + name;
    static_cast<void>(run_process({"/bin/sh", "-c", enter}));
    EXPECT_TRUE(test::eventually([&] {
      pid_ = pid_in_pidfile(monit.pidfile());
      return pid_ != 0 && working_directory_of(pid_) == "/";
    }));
  }
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon() {
    if (pid_ != 0) ::kill(pid_, SIGKILL);
    test::eventually([&] { return executable_of(pid_).empty(); });
  }
  int pid() const { return pid_; }

 private:
  int pid_ = 0;
};

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
  const RunningMonits found = find_running_monits(kAll);
  EXPECT_EQ(what_of(monit, found), "it has a mount namespace of its own");
  const auto one = std::find_if(found.foreign.begin(), found.foreign.end(), [&](const auto& other) {
    return other.process.pid == monit.pid();
  });
  ASSERT_NE(one, found.foreign.end());
  EXPECT_EQ(one->confined_control_file, std::filesystem::canonical(monit.control_file()));
}

TEST(RunningMonits, ThatAreTooManyAreCounted) {
  const RealMonit one({});
  const RealMonit other({});
  const auto found = find_running_monits({std::chrono::seconds(60), 1});
  EXPECT_EQ(found.ours.size(), 1U);
  EXPECT_GE(found.more_ours, 1U);
}

TEST(RunningMonits, AreExaminedForAsLongAsThereIsTime) {
  const RealMonit monit({});
  const auto found = find_running_monits({std::chrono::milliseconds(0), 8});
  EXPECT_TRUE(found.is_late);
  EXPECT_TRUE(found.ours.empty());
}

// Those of other users cost no time that is counted, and are counted after all of root's.
TEST(RunningMonits, OfOtherUsersAreCountedAlsoWithoutTime) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can become others";
  const RealMonit monit({.checks = {}, .user = kNobody});
  const auto found = find_running_monits({std::chrono::milliseconds(0), 0});
  EXPECT_GE(found.more_foreign, 1U);
}

SeenMonit seen(int pid, int parent, std::uint64_t start_time, const std::string& control_file) {
  SeenMonit monit;
  monit.daemon.pid = pid;
  monit.daemon.start_time = start_time;
  monit.daemon.control_file = control_file;
  monit.parent = parent;
  return monit;
}

std::vector<int> pids_of(const std::vector<SeenMonit>& all) {
  std::vector<int> pids;
  for (const MonitDaemon& daemon : one_for_each_control_file(all)) pids.push_back(daemon.pid);
  return pids;
}

TEST(ProcessesOfOneControlFile, AreTheOneThatIsNoChild) {
  EXPECT_THAT(pids_of({seen(7, 300, 90, "/a"), seen(300, 1, 50, "/a")}), testing::ElementsAre(300));
  // Its parent, which was such a child, has ended.
  EXPECT_THAT(pids_of({seen(7, 1, 90, "/a"), seen(300, 1, 50, "/a")}), testing::ElementsAre(300));
  EXPECT_THAT(pids_of({seen(8, 7, 91, "/a"), seen(7, 300, 90, "/a"), seen(300, 1, 50, "/a")}),
              testing::ElementsAre(300));
}

TEST(ProcessesOfOneControlFile, HideNoMonitThatAnotherMonitHasStarted) {
  EXPECT_THAT(pids_of({seen(300, 1, 50, "/a"), seen(301, 300, 60, "/b")}),
              testing::ElementsAre(300, 301));
}

TEST(RunningMonits, AreNamedForPeople) {
  ForeignMonit monit{{}, "it runs as another user"};
  monit.process.pid = 4711;
  monit.process.executable = "/tmp/a\x1b/monit";
  monit.process.user = "bob";
  EXPECT_EQ(described(monit), "process 4711 (/tmp/a?/monit) of user bob: it runs as another user");
}

// A daemon leaves the directory in which it was started, so nobody can say which file this is.
TEST(RunningMonits, WithARelativeNameAreKnownOnlyWhereTheyWereStarted) {
  const RealMonit stays({.checks = {}, .start_in_its_directory = true});
  const auto daemon = monit_daemon(stays.pid());
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->control_file, stays.directory().path() + "/monitrc");
  EXPECT_EQ(what_of(stays, find_running_monits(kAll)), "ours");
  const RealMonit directory({.checks = {}, .start = false});
  const Daemon left(directory);
  const auto unknown = monit_daemon(left.pid());
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->control_file, "");
  EXPECT_EQ(unknown->relative_name, "monitrc");
  const auto found = find_running_monits(kAll);
  const auto named =
      std::find_if(found.foreign.begin(), found.foreign.end(),
                   [&](const ForeignMonit& monit) { return monit.process.pid == left.pid(); });
  ASSERT_NE(named, found.foreign.end());
  EXPECT_EQ(named->why,
            "it was started with '-c monitrc' in a directory that nobody knows any more");
}

TEST(RunningMonits, WithARelativeNameAreStartedAgainWithTheirControlFiles) {
  const RealMonit directory({.checks = {}, .start = false});
  const Daemon daemon(directory);
  const auto monit = identify_monit(directory.model());
  ASSERT_TRUE(monit);
  EXPECT_EQ(monit->pid, daemon.pid());
  EXPECT_EQ(monit_arguments(monit->argv).control_file, directory.control_file());
}

TEST(RunningMonits, BehindALinkHaveTheNamesOfTheFilesThemselves) {
  const RealMonit monit({.checks = {}, .start = false});
  const std::string link = monit.directory().file("link");
  std::filesystem::create_symlink("monitrc", link);
  const Daemon daemon(monit, link);
  const auto found = find_running_monit(monit.control_file());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->pid, daemon.pid());
  EXPECT_EQ(found->control_file, std::filesystem::canonical(monit.control_file()));
  EXPECT_THAT(pids_of({seen(7, 1, 90, link), seen(300, 1, 50, monit.control_file())}),
              testing::ElementsAre(300));
}

TEST(RunningMonits, KeepTheirNamesWhenTheirControlFilesAreGone) {
  const RealMonit monit({});
  const std::string real = std::filesystem::canonical(monit.directory().path());
  std::filesystem::rename(monit.control_file(), monit.directory().file("moved"));
  const auto daemon = find_running_monit(real + "/monitrc");
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->pid, monit.pid());
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
