// A command that runs as if this program were the command.
#include "engine/system/process/foreground.hpp"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

std::vector<std::string> script(const std::string& text) {
  return {"sh", "-c", text};
}

int status_of(const std::vector<std::string>& argv) {
  const auto end = run_in_foreground(argv);
  EXPECT_TRUE(end.ok());
  return end ? end->status : -1;
}

// Sends a signal to a process that is in run_in_foreground(). Returns the status of its end.
int status_after(int signal_number, const std::vector<std::string>& argv) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    const auto end = run_in_foreground(argv);
    ::_exit(end ? end->status : 99);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  ::kill(pid, signal_number);
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST(Foreground, SaysWhyACommandDidNotBegin) {
  EXPECT_EQ(run_in_foreground({"/no/such/command"})->never_began, "No such file or directory");
  EXPECT_EQ(run_in_foreground({"/etc/passwd"})->never_began, "Permission denied");
  EXPECT_EQ(run_in_foreground({"false"})->never_began, "");
}

TEST(Foreground, AnswersAsAShellWouldReport) {
  struct ForegroundRow {
    std::vector<std::string> argv;
    int status;
  };
  const ForegroundRow rows[] = {
      {{"true"}, 0},
      {script("exit 3"), 3},
      {script("exit 255"), 255},
      {script("kill -TERM $$"), 128 + SIGTERM},
      {script("kill -KILL $$"), 128 + SIGKILL},
      {{"no-such-command-anywhere"}, 127},
      {{"/no/such/command"}, 127},
      {{"/etc/passwd"}, 126},
      {{"/"}, 126},
  };
  for (const ForegroundRow& row : rows)
    EXPECT_EQ(status_of(row.argv), row.status) << row.argv.back();
}

TEST(Foreground, RunsNoShell) {
  EXPECT_EQ(status_of({"true; exit 4"}), 127);
  EXPECT_EQ(status_of({"test", "$HOME", "=", "$HOME"}), 0);
}

TEST(Foreground, TheCommandHasTheEnvironmentAndTheDirectory) {
  ::setenv("PKGMAP_FOREGROUND", "a b", 1);
  EXPECT_EQ(status_of(script("test \"$PKGMAP_FOREGROUND\" = 'a b'")), 0);
  ::unsetenv("PKGMAP_FOREGROUND");
  EXPECT_EQ(status_of(script("test \"$PWD\" -ef \"/proc/$PPID/cwd\"")), 0);
}

TEST(Foreground, TheCommandDiesOfABrokenPipeThoughWeDoNot) {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  struct sigaction before {};
  ::sigaction(SIGPIPE, &ignore, &before);
  EXPECT_EQ(status_of(script("kill -PIPE $$; exit 0")), 128 + SIGPIPE);
  ::sigaction(SIGPIPE, &before, nullptr);
}

TEST(Foreground, HandsOnWhatIsSentToItAlone) {
  for (const int number : {SIGTERM, SIGHUP}) {
    EXPECT_EQ(status_after(number, {"sleep", "20"}), 128 + number);
  }
}

TEST(Foreground, WhatTheTerminalSendsIsTheCommandsBusiness) {
  for (const int number : {SIGINT, SIGQUIT}) {
    EXPECT_EQ(status_after(number, script("sleep 1; exit 7")), 7);
  }
}

// The command may run before this process knows its pid.
TEST(Foreground, ASignalInTheMomentOfTheForkReachesTheCommand) {
  static bool is_armed = false;
  static const int once = ::pthread_atfork(
      nullptr,
      [] {
        if (is_armed) ::raise(SIGTERM);
      },
      nullptr);
  ASSERT_EQ(once, 0);
  is_armed = true;
  const int status = status_of({"sleep", "20"});
  is_armed = false;
  EXPECT_EQ(status, 128 + SIGTERM);
}

// Whoever starts the tests may ignore signals, as a shell does for what it runs in the background.
TEST(Foreground, SignalsAreAsBeforeWhenItIsOver) {
  constexpr std::array kNumbers = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kNumbers.size()> before{};
  for (std::size_t i = 0; i < kNumbers.size(); ++i) {
    struct sigaction normal {};
    normal.sa_handler = SIG_DFL;
    ::sigaction(kNumbers[i], &normal, &before[i]);
  }
  EXPECT_EQ(status_of({"true"}), 0);
  for (std::size_t i = 0; i < kNumbers.size(); ++i) {
    struct sigaction now {};
    ::sigaction(kNumbers[i], &before[i], &now);
    EXPECT_EQ(now.sa_handler, SIG_DFL) << kNumbers[i];
  }
}

// A signal that is ignored before, as SIGHUP under nohup(1).
TEST(Foreground, WhatWasIgnoredBeforeStaysIgnored) {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  struct sigaction before {};
  ::sigaction(SIGHUP, &ignore, &before);
  EXPECT_EQ(status_of(script("kill -HUP $$; exit 6")), 6);
  ::sigaction(SIGHUP, &before, nullptr);
}

}  // namespace
}  // namespace pkgmap
