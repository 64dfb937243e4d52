// The guard as a process: what it inherits, how it sees the end of its package manager, and its
// command line. Tests on the model show when it resumes.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/heartbeats.hpp"
#include "engine/queries/sessions.hpp"
#include "engine/session/guard/guard.hpp"
#include "engine/session/guard/recover.hpp"
#include "engine/session/host/late_processes.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/engine/session/session_host.hpp"
#include "tests/support/clock_tick.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::SessionHost;
using test::SleepingProcess;

const char* const kGuardedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

std::string status_line(int pid, const std::string& name) {
  std::istringstream lines(test::read_file("/proc/" + std::to_string(pid) + "/status"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name + ":\t")) return line.substr(name.size() + 2);
  }
  return {};
}

std::vector<std::string> descriptors_of(int pid) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator("/proc/" + std::to_string(pid) + "/fd")) {
    std::error_code gone;
    found.push_back(fs::read_symlink(entry.path(), gone));
  }
  return found;
}

TEST(Guard, ResumesWhenThePackageManagerIsKilled) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  EXPECT_EQ(host.states(), "bin=off settings=off");
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
  host.await_guards();
}

// Its heartbeat says that it should have come back long ago: no test waits for thirty seconds.
void make_late(const SessionHost& host, int pid) {
  const Journal journal = host.journal();
  Heartbeat beat = last_heartbeat(journal.store(), pid).value();
  beat.next_usec = 1;
  ASSERT_TRUE(give_heartbeat(journal.store(), beat).ok());
}

TEST(Guard, IsKilledByRecoverWhenItIsStoppedAndLate) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  const int guard = host.journal().load(id)->guard_pid;
  ::kill(guard, SIGSTOP);
  ASSERT_TRUE(test::eventually([&] { return process_facts(guard)->state == 'T'; }));
  manager.kill();
  make_late(host, guard);
  const auto recovered = recover(host.settings());
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  ASSERT_THAT(*recovered, testing::SizeIs(1));
  EXPECT_EQ(host.states(), "bin=on settings=on");
  host.await_guards();
}

// Another program that has the pid of a late process now, as after a forged heartbeat.
TEST(Guard, IsNotMistakenForAProcessOfAnotherProgram) {
  SleepingProcess other;
  const auto facts = process_facts(other.pid());
  kill_process_of_this_program({other.pid(), facts->start_time + 1, boot_id()});
  EXPECT_TRUE(same_process(other.pid(), facts->start_time));
  const int child = ::fork();
  if (child == 0) ::execl("/bin/sleep", "sleep", "60", nullptr);
  ASSERT_TRUE(test::eventually([&] { return executable_of(child) != executable_of(::getpid()); }));
  kill_process_of_this_program({child, process_facts(child)->start_time, boot_id()});
  // Of the two signals the child ends by the first one.
  ::kill(child, SIGTERM);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

// A guard may write into the directory while it is being removed.
void remove_state(SessionHost& host) {
  std::error_code failed;
  do {
    fs::remove_all(host.settings().state_directory, failed);
  } while (failed);
}

TEST(Guard, WritesTheRecordAgainThatSomebodyRemovesWithItsDirectory) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  remove_state(host);
  EXPECT_TRUE(test::eventually([&] { return fs::exists(host.state_file(id)); }));
  const auto mode = fs::status(host.settings().state_directory).permissions();
  EXPECT_EQ(mode, fs::perms::owner_all);
  const auto view = view_sessions(host.settings());
  EXPECT_THAT(view->lost, testing::IsEmpty());
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  host.await_guards();
}

// The record is gone when the first look comes, and there again soon.
TEST(Guard, IsNotNamedByStatusWhenItWritesItsRecordAgain) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  remove_state(host);
  const auto view = view_sessions(host.settings());
  ASSERT_TRUE(view.ok()) << view.error().message;
  EXPECT_THAT(view->lost, testing::IsEmpty());
  EXPECT_TRUE(fs::exists(host.state_file(id)));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  host.await_guards();
}

// Whoever finds its heartbeat late can tell by this that only the heartbeat is missing.
TEST(Guard, IsSeenToGoOn) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  const int guard = host.journal().load(id)->guard_pid;
  const std::uint64_t before = activity_of(guard);
  EXPECT_GT(before, 0U);
  EXPECT_TRUE(test::eventually([&] { return activity_of(guard) > before; }));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  host.await_guards();
}

TEST(Guard, IsNamedByStatusWhenItsSessionIsNotOnDisk) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  const int guard = host.journal().load(id)->guard_pid;
  ::kill(guard, SIGSTOP);
  ASSERT_TRUE(test::eventually([&] { return process_facts(guard)->state == 'T'; }));
  fs::remove_all(host.settings().state_directory);
  const auto view = view_sessions(host.settings());
  ASSERT_TRUE(view.ok()) << view.error().message;
  ASSERT_THAT(view->lost, testing::SizeIs(1));
  EXPECT_EQ(view->lost[0].pid, guard);
  EXPECT_EQ(view->lost[0].session, id);
  ::kill(guard, SIGCONT);
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  host.await_guards();
}

// As systemd does to every process of a service that ends: no other guard follows this one.
TEST(Guard, ResumesThoughItIsToldToEndTogetherWithItsManager) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  ::kill(host.journal().load(id)->guard_pid, SIGTERM);
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
}

// A package manager that starts a scriptlet in its own process group, as rpm does. The destructor
// kills both.
class ManagerWithScriptlet {
 public:
  ManagerWithScriptlet() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    const Fd reading(ends[0]);
    const Fd writing(ends[1]);
    manager_ = ::fork();
    if (manager_ == 0) {
      ::setpgid(0, 0);
      test::leave_tick(process_facts(::getpid()).value().start_time);
      const pid_t child = ::fork();
      if (child == 0) ::pause();
      if (::write(ends[1], &child, sizeof child) < 0) ::_exit(1);
      ::pause();
      ::_exit(0);
    }
    ::setpgid(manager_, manager_);
    EXPECT_EQ(::read(reading.get(), &scriptlet_, sizeof scriptlet_),
              static_cast<ssize_t>(sizeof scriptlet_));
  }
  ManagerWithScriptlet(const ManagerWithScriptlet&) = delete;
  ManagerWithScriptlet& operator=(const ManagerWithScriptlet&) = delete;
  ~ManagerWithScriptlet() {
    kill_manager();
    kill_scriptlet();
  }

  int group() const { return manager_; }
  std::uint64_t start_time() const { return process_facts(scriptlet_).value().start_time; }
  void kill_manager() {
    if (killed_) return;
    killed_ = true;
    ::kill(manager_, SIGKILL);
    ::waitpid(manager_, nullptr, 0);
  }
  void kill_scriptlet() const { ::kill(scriptlet_, SIGKILL); }

 private:
  pid_t manager_ = 0;
  pid_t scriptlet_ = 0;
  bool killed_ = false;
};

TEST(Orphans, AreScriptletsThatOutliveTheirManager) {
  ManagerWithScriptlet job;
  const std::uint64_t start = job.start_time();
  const int group = job.group();
  EXPECT_FALSE(this_host().has_orphans(group, start));
  job.kill_manager();
  EXPECT_TRUE(test::eventually([&] { return this_host().has_orphans(group, start); }));
  EXPECT_FALSE(this_host().has_orphans(group, start + 1));
  job.kill_scriptlet();
  EXPECT_TRUE(test::eventually([&] { return !this_host().has_orphans(group, start); }));
}

TEST(Guard, LivesInASessionOfItsOwnWithNothingInherited) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const Fd leaking(::open("/etc/passwd", O_RDONLY));
  host.settings().home = "/some/home";
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  struct sigaction before {};
  ::sigaction(SIGTERM, &ignore, &before);
  sigset_t blocked;
  sigset_t old;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGHUP);
  ::sigprocmask(SIG_BLOCK, &blocked, &old);
  const std::string id = host.suspend_for(manager.pid());
  ::sigprocmask(SIG_SETMASK, &old, nullptr);
  ::sigaction(SIGTERM, &before, nullptr);

  const int guard = host.journal().load(id)->guard_pid;
  const auto facts = process_facts(guard);
  ASSERT_TRUE(facts);
  EXPECT_NE(facts->session, ::getsid(0));
  EXPECT_NE(facts->process_group, ::getpgrp());
  EXPECT_NE(facts->ppid, ::getpid());
  EXPECT_EQ(working_directory_of(guard), "/");
  EXPECT_EQ(status_line(guard, "SigBlk"), "0000000000000000");
  // Only SIGPIPE and SIGXFSZ, which the program itself ignores.
  EXPECT_EQ(status_line(guard, "SigIgn"), "0000000001001000");
  EXPECT_EQ(status_line(guard, "Umask"), "0077");
  EXPECT_EQ(test::read_file("/proc/" + std::to_string(guard) + "/environ"),
            std::string("PATH=/usr/sbin:/usr/bin:/sbin:/bin") + '\0' + "HOME=/some/home" + '\0');
  int null = 0;
  for (const std::string& open : descriptors_of(guard)) {
    null += open == "/dev/null" ? 1 : 0;
    const bool own = open == "/dev/null" || open.starts_with("anon_inode:") || open.empty() ||
                     open.starts_with(host.settings().state_directory);
    EXPECT_TRUE(own) << open;
  }
  EXPECT_EQ(null, 3);
}

// As from a daemon that has closed its standard streams.
TEST(Guard, StartsWithoutStandardStreams) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  const pid_t child = ::fork();
  if (child == 0) {
    for (int fd = 0; fd < 3; ++fd) ::close(fd);
    const auto outcome = suspend(host.settings(), host.transaction(manager.pid()));
    ::_exit(outcome && outcome->session ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(test::guards_of(host.settings().state_directory).size(), 1U);
}

// Restarts monit without its saved state, as after a power failure: monit monitors every check.
void restart_without_memory(SessionHost& host) {
  const std::int64_t incarnation = host.client().status()->incarnation;
  // The second of its start alone tells one monit from another.
  ASSERT_TRUE(test::eventually([&] { return this_host().wall_usec() / 1'000'000 > incarnation; }));
  ::kill(host.monit().pid(), SIGKILL);
  host.monit().stop();
  fs::remove(host.monit().directory().file("state"));
  host.monit().start();
}

TEST(Guard, SuspendsAgainWhatANewMonitHasForgotten) {
  SessionHost host(kGuardedChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  restart_without_memory(host);
  EXPECT_TRUE(host.becomes("bin=off settings=off"));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
}

TEST(Guard, RequiresTheSignatureThatThePolicyFileDoes) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  host.decide("require_signature: yes");
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  host.upgrade_to("2");
  manager.kill();
  host.await_guards();
  EXPECT_EQ(host.states(), "bin=off settings=on");
  const SessionRecord left = host.journal().load(id).value();
  EXPECT_EQ(left.state, SessionState::kept);
  ASSERT_NE(left.find("bin"), nullptr);
  EXPECT_THAT(left.find("bin")->kept_reason, testing::HasSubstr("is not signed by a key"));
}

}  // namespace
}  // namespace pkgmap
