// The guard as a process: what it inherits, whom it watches, when it resumes.
#include "engine/session/guard/guard.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/taken_along.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/step.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::SessionHost;
using test::SleepingProcess;

const char* const kChecks =
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
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  EXPECT_EQ(host.states(), "bin=off settings=off");
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
  host.await_guards();
}

TEST(Guard, LeavesASessionAloneWhileItsManagerLives) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.suspend_for(manager.pid());
  std::this_thread::sleep_for(std::chrono::seconds(2));
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

// As systemd does to everything in a service that ends.
TEST(Guard, ResumesThoughItIsToldToEndTogetherWithItsManager) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  ::kill(host.journal().load(id)->guard_pid, SIGTERM);
  std::this_thread::sleep_for(std::chrono::seconds(1));
  EXPECT_EQ(host.states(), "bin=off settings=off");
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
}

TEST(Guard, ResumesWhenTheLeaseIsOver) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  host.settings().policy.lease = std::chrono::seconds(2);
  host.suspend_for(manager.pid());
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
}

// A manager that is dead already when the guard begins, and a pid that is another process by now.
TEST(Guard, ResumesAtOnceWhenThereIsNoSuchManager) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const int pid = manager.pid();
  manager.kill();
  host.suspend_for(pid);
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
}

TEST(Guard, WaitsForTheScriptletThatAKilledManagerLeftBehind) {
  SessionHost host(kChecks);
  int pipe_ends[2];
  ASSERT_EQ(::pipe2(pipe_ends, O_CLOEXEC), 0);
  const Fd reading(pipe_ends[0]);
  Fd writing(pipe_ends[1]);
  int go[2];
  ASSERT_EQ(::pipe2(go, O_CLOEXEC), 0);
  // The manager: on a word it starts a scriptlet in its own process group, as rpm does.
  const pid_t manager = ::fork();
  if (manager == 0) {
    ::setpgid(0, 0);
    char word = 0;
    if (::read(go[0], &word, 1) != 1) ::_exit(1);
    const pid_t scriptlet = ::fork();
    if (scriptlet == 0) {
      ::execlp("sleep", "sleep", "4", nullptr);
      ::_exit(127);
    }
    if (::write(pipe_ends[1], &scriptlet, sizeof scriptlet) < 0) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  ::setpgid(manager, manager);
  host.suspend_for(manager);
  // Start times are told in hundredths of a second.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  ASSERT_EQ(::write(go[1], "x", 1), 1);
  pid_t scriptlet = 0;
  ASSERT_EQ(::read(reading.get(), &scriptlet, sizeof scriptlet),
            static_cast<ssize_t>(sizeof scriptlet));
  ::kill(manager, SIGKILL);
  ::waitpid(manager, nullptr, 0);
  const auto facts = process_facts(scriptlet);
  const auto runs = [&] { return facts && same_process(scriptlet, facts->start_time); };
  ASSERT_TRUE(runs());
  bool early = false;
  while (runs()) {
    if (host.states() != "bin=off settings=off" && runs()) early = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_FALSE(early);
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  ::close(go[0]);
  ::close(go[1]);
}

TEST(Guard, LivesInASessionOfItsOwnWithNothingInherited) {
  SessionHost host(kChecks);
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
  // Only SIGPIPE, which the program itself ignores.
  EXPECT_EQ(status_line(guard, "SigIgn"), "0000000000001000");
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
  SessionHost host(kChecks);
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

TEST(Guard, EndsWithoutADeedWhenItsSessionIsGone) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  ASSERT_TRUE(host.journal().remove(id).ok());
  host.await_guards();
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

// SIGKILL at the first step after its request, before it has seen what became of it.
void suspend_and_die(const SessionHost& host, int manager) {
  const pid_t child = ::fork();
  if (child == 0) {
    bool asked = false;
    listen_to_steps([&](std::string_view name) {
      if (asked) ::raise(SIGKILL);
      asked = asked || name == "monit.act";
      return done();
    });
    static_cast<void>(suspend(host.settings(), host.transaction(manager), this_host()));
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
}

// Its cascade goes by the control file that monit has read.
TEST(Guard, NamesWhatMonitTookAlongUnseen) {
  SessionHost host(std::string(kChecks) + "check file more path @DIR@/monitrc\n depends on bin\n");
  host.write_checks(std::string(kChecks) + "check file more path @DIR@/monitrc\n");
  SleepingProcess manager;
  suspend_and_die(host, manager.pid());
  // A guard that came before that would replace the request.
  ASSERT_TRUE(host.becomes("bin=off settings=off more=off"));
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on more=off"));
  EXPECT_TRUE(test::eventually([&] {
    const auto sessions = host.journal().all()->sessions;
    return sessions.size() == 1 && sessions[0].phase == Phase::kept &&
           sessions[0].checks.size() == 1 && sessions[0].checks[0].kept_reason == kUnseen;
  }));
}

// Killed between the guard's word and the first unmonitor, or before the last word of its journal.
TEST(Guard, BringsBackWhatAKilledSuspendHadBegun) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  SessionRecord record = host.journal().load(id).value();
  record.phase = Phase::suspending;
  ASSERT_TRUE(host.journal().save(record).ok());
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
  EXPECT_EQ(left.phase, Phase::kept);
  ASSERT_NE(left.find("bin"), nullptr);
  EXPECT_THAT(left.find("bin")->kept_reason, testing::HasSubstr("is not signed by a key"));
}

}  // namespace
}  // namespace pkgmap
