// The guard as a unit of systemd, as far as a host without systemd as process 1 can show it: the
// command line, and whether systemd understands the properties.
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/journal.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/host/guard_start.hpp"
#include "engine/system/pulse.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::TemporaryDirectory;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const char* const kSession = "0123456789abcdef";
const char* const kProgram = "/usr/bin/true";

Settings example() {
  Settings settings;
  settings.home = "/root";
  settings.state_directory = "/var/lib/a state";
  settings.monitrc = "/etc/monitrc";
  return settings;
}

std::vector<std::string> command() {
  return guard_unit_command(example(), kSession, kProgram);
}

std::vector<std::string> before_the_program() {
  const auto words = command();
  return {words.begin(), std::find(words.begin(), words.end(), "--")};
}

// The values of every option "--NAME=VALUE".
std::vector<std::string> values_of(const std::string& name) {
  const std::string prefix = "--" + name + "=";
  std::vector<std::string> values;
  for (const std::string& word : before_the_program()) {
    if (word.starts_with(prefix)) values.push_back(word.substr(prefix.size()));
  }
  return values;
}

std::string complaints(const std::string& unit) {
  const CommandResult result = run_command({"systemd-analyze", "verify", unit});
  return result.status == 0 ? result.err
                            : "exit status " + std::to_string(result.status) + "\n" + result.err;
}

TEST(GuardUnit, RunsTheProgramAsAGuard) {
  const auto words = command();
  const auto program = std::find(words.begin(), words.end(), "--");
  EXPECT_THAT(std::vector<std::string>(program, words.end()),
              ElementsAre("--", kProgram, "guard", "--session", kSession, "--state-dir",
                          "/var/lib/a state", "--monitrc", "/etc/monitrc"));
}

// A late guard that hangs still has its unit when another one replaces it.
TEST(GuardUnit, IsNamedAfterItsSessionAndHasANameOfItsOwn) {
  const std::string name = values_of("unit").at(0);
  EXPECT_THAT(name, testing::MatchesRegex("monit-pkgmap-guard-0123456789abcdef-[0-9a-f]{4}"));
  std::set<std::string> names;
  for (int i = 0; i < 8; ++i) names.insert(values_of("unit").at(0));
  EXPECT_GT(names.size(), 1U);
}

TEST(GuardUnit, LeavesNothingBehindAndAsksNobody) {
  EXPECT_THAT(before_the_program(), Contains("--collect"));
  EXPECT_THAT(before_the_program(), Contains("--no-ask-password"));
  EXPECT_THAT(before_the_program(), Contains("--quiet"));
}

TEST(GuardUnit, HasTheEnvironmentOfAGuard) {
  EXPECT_THAT(values_of("setenv"), ElementsAre("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"));
}

// Longer than a guard goes on after it is told to end.
TEST(GuardUnit, IsGivenTimeToEnd) {
  EXPECT_THAT(values_of("property"), Contains("TimeoutStopSec=60"));
}

TEST(GuardUnit, SystemdRunKnowsEveryOption) {
  auto words = before_the_program();
  words.erase(std::remove_if(words.begin(), words.end(),
                             [](const std::string& word) { return word == "--quiet"; }),
              words.end());
  words.insert(words.end(), {"--version"});
  const CommandResult result = run_command(words);
  EXPECT_EQ(result.status, 0) << result.err;
}

TEST(GuardUnit, SystemdUnderstandsItsProperties) {
  std::string text = "[Unit]\nDescription=" + values_of("description").at(0) + "\n[Service]\n";
  for (const std::string& property : values_of("property")) text += property + "\n";
  for (const std::string& setting : values_of("setenv")) text += "Environment=" + setting + "\n";
  text += "ExecStart=" + std::string(kProgram) + "\n";
  const TemporaryDirectory directory;
  EXPECT_THAT(complaints(directory.write("guard.service", text)), IsEmpty());
  // The oracle finds a wrong property.
  EXPECT_FALSE(complaints(directory.write("other.service", text + "TimeoutStopSecs=60\n")).empty());
}

/// What start_guard() did in a child process.
struct Start {
  std::string said;   ///< "done", or the message of its Error; empty without mount namespaces.
  std::string asked;  ///< The arguments of systemd-run; empty if nobody called it.
};

/// Where start_guard() is called; the program that would become a guard is none.
struct Place {
  bool systemd_runs = true;
  bool units_start = false;          ///< systemd-run succeeds.
  PulseListener* unit = nullptr;     ///< Stands for the guard of a unit that has started.
  std::string state_directory = {};  ///< Empty: one that does not exist.
};

// Calls start_guard() in such a place.
Start start_where(const Place& place) {
  const TemporaryDirectory directory;
  const std::string said = directory.write("said", "");
  const std::string asked = directory.write("asked", "");
  const std::string run = directory.write("systemd-run",
                                          "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + asked +
                                              "'\nexit " + (place.units_start ? "0\n" : "1\n"),
                                          0755);
  Settings settings = example();
  settings.program = kProgram;
  settings.state_directory =
      place.state_directory.empty() ? directory.file("state") : place.state_directory;
  const pid_t child = ::fork();
  if (child == 0) {
    if (::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", "/run", "tmpfs", 0, nullptr) != 0 ||
        ::mount(run.c_str(), "/usr/bin/systemd-run", nullptr, MS_BIND, nullptr) != 0) {
      ::_exit(1);
    }
    if (place.unit != nullptr) listen_to_pulses(*place.unit);
    if (place.systemd_runs) std::filesystem::create_directories("/run/systemd/system");
    const Done started = start_guard(settings, kSession);
    std::ofstream(said) << (started ? "done" : started.error().message);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  return {test::read_file(said), test::read_file(asked)};
}

TEST(GuardUnit, IsWhatStartsTheGuardWhereSystemdRuns) {
  const Start start = start_where({});
  if (start.said.empty()) GTEST_SKIP() << "no mount namespaces to be had";
  EXPECT_THAT(start.asked, HasSubstr("--unit=monit-pkgmap-guard-0123456789abcdef-"));
  // Neither the unit nor the program has become a guard.
  EXPECT_THAT(start.said, StartsWith("the guard did not start"));
}

TEST(GuardUnit, IsNotTriedWhereSystemdDoesNotRun) {
  const Start start = start_where({.systemd_runs = false});
  if (start.said.empty()) GTEST_SKIP() << "no mount namespaces to be had";
  EXPECT_EQ(start.asked, "");
  EXPECT_THAT(start.said, StartsWith("the guard did not start"));
}

/// A guard that signs the record of its session late, after many looks of the process that has
/// started it.
class LateSignature : public PulseListener {
 public:
  explicit LateSignature(std::string directory) : directory_(std::move(directory)) {}
  void beat() override {
    constexpr int kAfterPulses = 50;
    if (++pulses_ == kAfterPulses) sign();
  }
  void sign() const {
    const auto journal = Journal::open(directory_);
    auto record = journal->load(kSession);
    ProcessesOfThisMachine processes;
    record->guard_pid = ::getpid();
    record->guard_start_time = processes.start_time(record->guard_pid).value_or(0);
    static_cast<void>(journal->save(*record));
  }

 private:
  std::string directory_;
  int pulses_ = 0;
};

TEST(GuardUnit, IsGivenTimeToSign) {
  const TemporaryDirectory directory;
  SessionRecord record;
  record.id = kSession;
  record.boot_id = ProcessesOfThisMachine().boot();
  const auto journal = Journal::open(directory.file("state"));
  ASSERT_TRUE(journal.ok() && journal->save(record).ok());
  LateSignature unit(directory.file("state"));
  const Start start =
      start_where({.units_start = true, .unit = &unit, .state_directory = directory.file("state")});
  if (start.said.empty()) GTEST_SKIP() << "no mount namespaces to be had";
  EXPECT_EQ(start.said, "done");
}

TEST(RecoverUnit, IsOneThatSystemdUnderstands) {
  std::string text = test::read_file(PKGMAP_RECOVER_UNIT);
  const std::string word = "@PKGMAP_PROGRAM@";
  ASSERT_NE(text.find(word), std::string::npos);
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
    text.replace(at, word.size(), kProgram);
  }
  const TemporaryDirectory directory;
  // systemd complains if the manual is not installed, as where the program was only built.
  const auto manual = text.find("Documentation=");
  text.erase(manual, text.find('\n', manual) - manual + 1);
  EXPECT_THAT(complaints(directory.write("monit-pkgmap-recover.service", text)), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
