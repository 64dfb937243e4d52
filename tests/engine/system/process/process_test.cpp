// Running programs: what they get, what comes back, and that they end.
#include "engine/system/process/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "engine/system/process/child.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

ProcessResult run_script(const std::string& script, const ProcessLimits& limits = {}) {
  const Result<ProcessResult> result = run_process({"/bin/sh", "-c", script}, limits);
  EXPECT_TRUE(result.ok());
  return result.ok() ? *result : ProcessResult{};
}

TEST(RunProcess, GivesExitStatusAndBothOutputs) {
  const ProcessResult result = run_script("echo out; echo err >&2; exit 3");
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_EQ(result.output, "out\nerr\n");
  EXPECT_FALSE(result.succeeded());
  EXPECT_TRUE(run_script("true").succeeded());
}

TEST(RunProcess, HandsArgumentsOnAsTheyAre) {
  const auto result = run_process({"/bin/echo", "a b", "$HOME", "", "\"'"});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result->output, "a b $HOME  \"'\n");
}

TEST(RunProcess, HandsAnInputOn) {
  EXPECT_EQ(run_script("cat").output, "");
  const test::TemporaryDirectory directory;
  const Fd input(::open(directory.write("in", "text").c_str(), O_RDONLY | O_CLOEXEC));
  EXPECT_EQ(run_script("cat", {.input = input.get()}).output, "text");
}

TEST(RunProcess, TellsTheSignalThatEndedIt) {
  const ProcessResult result = run_script("kill -TERM $$");
  EXPECT_EQ(result.signal, SIGTERM);
  EXPECT_FALSE(result.succeeded());
}

TEST(RunProcess, KillsAProgramWithItsChildrenWhenTimeIsUp) {
  const test::TemporaryDirectory directory;
  const std::string pidfile = directory.file("pid");
  const ProcessResult result = run_script(
      "sleep 600 & echo $! > " + pidfile + "; echo started; wait", {.timeout = milliseconds(1000)});
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.signal, SIGKILL);
  EXPECT_EQ(result.output, "started\n");
  const int child = std::stoi(test::read_file(pidfile));
  EXPECT_TRUE(test::eventually([&] {
    const auto facts = process_facts(child);
    return !facts || facts->state == 'Z';
  }));
}

TEST(RunProcess, DoesNotWaitForWhatTheProgramLeavesBehind) {
  const ProcessResult result = run_script("sleep 600 & echo $!");
  EXPECT_TRUE(result.succeeded());
  ::kill(std::stoi(result.output), SIGKILL);
}

TEST(RunProcess, EndsAProgramThatHasClosedItsOutput) {
  const ProcessResult result =
      run_script("exec >&- 2>&-; sleep 600", {.timeout = milliseconds(300)});
  EXPECT_TRUE(result.timed_out);
}

TEST(RunProcess, KeepsOnlySoMuchOfTheOutput) {
  const ProcessResult result =
      run_script("i=0; while [ $i -lt 2000 ]; do echo 0123456789; i=$((i+1)); done; echo end",
                 {.max_output = 1000});
  EXPECT_TRUE(result.succeeded());
  EXPECT_TRUE(result.output_cut);
  EXPECT_EQ(result.output.size(), 1000U);
}

TEST(RunProcess, GivesNothingOfOursAway) {
  ::setenv("PKGMAP_CANARY", "canary", 1);
  const int leaked = ::open("/dev/zero", O_RDONLY);  // NOLINT: without O_CLOEXEC on purpose.
  ASSERT_GE(leaked, 0);
  const ProcessResult environment = run_script("env | sort | grep -v ^PWD= | grep -v ^_=");
  EXPECT_EQ(environment.output, "HOME=/root\nLC_ALL=C\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n");
  const auto descriptors = run_process({"/bin/ls", "/proc/self/fd"});
  ASSERT_TRUE(descriptors.ok());
  EXPECT_EQ(descriptors->output, "0\n1\n2\n3\n");  // 3 is the directory that ls reads.
  EXPECT_EQ(run_script("cat").output, "");
  ::close(leaked);
}

TEST(RunProcess, StartsWithDefaultSignalsInItsOwnGroup) {
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGUSR1, &ignore, &before);
  const ProcessResult result = run_script("grep -E '^Sig(Blk|Ign)' /proc/self/status");
  ::sigaction(SIGUSR1, &before, nullptr);
  EXPECT_EQ(result.output, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  const auto stat = run_process({"/bin/cat", "/proc/self/stat"});
  ASSERT_TRUE(stat.ok());
  const auto facts = parse_proc_stat(stat->output);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->process_group, facts->pid);
}

TEST(RunProcess, GivesATextAsStandardInputAndTheStreamsApart) {
  ProcessLimits limits;
  limits.text = std::string(1U << 20U, 'x');
  limits.errors_apart = true;
  const ProcessResult result = run_script("wc -c; echo err >&2", limits);
  EXPECT_EQ(result.output, "1048576\n");
  EXPECT_EQ(result.errors, "err\n");
}

TEST(RunProcess, SurvivesAProgramThatDoesNotReadItsText) {
  ProcessLimits limits;
  limits.text = std::string(1U << 20U, 'x');
  EXPECT_TRUE(run_script("exec <&-; echo on", limits).succeeded());
  limits.text = "";
  EXPECT_EQ(run_script("cat", limits).output, "");
}

TEST(RunProcess, GivesAnotherEnvironmentAndASessionOfItsOwn) {
  ProcessLimits limits;
  limits.environment = {"PATH=/usr/bin:/bin", "NAME=a value"};
  limits.own_session = true;
  EXPECT_EQ(run_script("echo $NAME $HOME", limits).output, "a value\n");
  const auto stat = run_process({"/bin/cat", "/proc/self/stat"}, limits);
  ASSERT_TRUE(stat.ok());
  const auto facts = parse_proc_stat(stat->output);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->session, facts->pid);
  EXPECT_EQ(facts->process_group, facts->pid);
}

TEST(RunProcess, LeavesAProgramAloneWhenThatIsWanted) {
  const test::TemporaryDirectory directory;
  const std::string go = directory.file("go");
  const std::string went = directory.file("went");
  ProcessLimits limits;
  limits.timeout = milliseconds(300);
  limits.own_session = true;
  limits.leave = true;
  const ProcessResult result = run_script(
      "trap '' PIPE; while [ ! -e " + go + " ]; do sleep 0.1; done; echo last words; : > " + went,
      limits);
  EXPECT_TRUE(result.timed_out);
  directory.write("go", "");
  EXPECT_TRUE(test::eventually([&] { return std::filesystem::exists(went); }));
}

TEST(RunProcess, EndsAProgramThatDoesNotStopTalkingWhenThatIsWanted) {
  for (const char* script :
       {"while :; do echo 0123456789; done", "while :; do echo 0123456789 >&2; done"}) {
    ProcessLimits limits;
    limits.max_output = 1000;
    limits.errors_apart = true;
    limits.end_when_cut = true;
    const ProcessResult result = run_script(script, limits);
    EXPECT_TRUE(result.output_cut);
    EXPECT_FALSE(result.timed_out);
    EXPECT_EQ(result.signal, SIGKILL);
  }
}

TEST(RunProcess, LearnsTheExitStatusThoughChildrenAreIgnored) {
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGCHLD, &ignore, &before);
  const ProcessResult result = run_script("exit 3");
  struct sigaction after {};
  ::sigaction(SIGCHLD, &before, &after);
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_EQ(after.sa_handler, SIG_IGN);
}

TEST(StartProgram, RunsSeveralAtTheSameTime) {
  const ReapingChildren reaping;
  const test::TemporaryDirectory directory;
  const std::string file = directory.file("met");
  // Each of them ends once the other has begun.
  const auto script = [&](const char* own, const char* other) {
    return std::vector<std::string>{"/bin/sh", "-c",
                                    "touch " + file + own + "; until [ -e " + file + other +
                                        " ]; do sleep 0.01; done; echo " + own};
  };
  auto one = start_program(script("1", "2"), {});
  auto other = start_program(script("2", "1"), {});
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_EQ(other->await().output, "2\n");
  EXPECT_EQ(one->await().output, "1\n");
}

TEST(StartProgram, CountsItsTimeFromTheStart) {
  const ReapingChildren reaping;
  auto program = start_program({"/bin/sleep", "600"}, {.timeout = milliseconds(300)});
  ASSERT_TRUE(program.ok());
  EXPECT_EQ(run_script("sleep 0.5").exit_status, 0);
  EXPECT_TRUE(program->await().timed_out);
}

TEST(StartProgram, TellsWhatCannotBeRun) {
  const ReapingChildren reaping;
  EXPECT_FALSE(start_program({"/nonexistent"}, {}).ok());
}

TEST(RunProcess, TellsWhatCannotBeRun) {
  const auto missing = run_process({"/nonexistent"});
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().message, "cannot run /nonexistent: No such file or directory");
  const auto directory = run_process({"/tmp"});
  ASSERT_FALSE(directory.ok());
  EXPECT_EQ(directory.error().message, "cannot run /tmp: Permission denied");
  EXPECT_FALSE(run_process({}).ok());
}

}  // namespace
}  // namespace pkgmap
