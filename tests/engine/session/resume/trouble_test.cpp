// What goes wrong while resuming keeps nothing suspended that could be monitored.
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/command.hpp"
#include "tests/engine/session/session_host.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using test::SleepingProcess;
using testing::ElementsAre;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

// The room of the next text is gone, and no other can be made.
void fill_disk(const SessionHost& host, const std::string& session) {
  const std::string room = host.settings().state_directory + "/." + session + ".session.room";
  std::filesystem::remove(room);
  std::filesystem::create_directories(room + "/full");
}

TEST(Trouble, AJournalThatCannotBeWrittenPreventsNoResuming) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  fill_disk(host, id);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->resumed, ElementsAre("bin", "settings"));
  EXPECT_TRUE(outcome->trouble.has_value());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, WithAFullDiskWhatSomebodyMonitoredIsPassedOver) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.administrator(MonitClient::Verb::monitor, "bin");
  fill_disk(host, id);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, ADamagedPackageDatabaseKeepsNothingThatIsUnchanged) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  for (const auto& entry : std::filesystem::directory_iterator(host.settings().dbpath)) {
    std::ofstream(entry.path()) << "damaged";
  }
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, AnotherSessionsDamagedFileIsNoHindrance) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.monit().directory().write("state-dir/00000000deadbeef.session", "{", 0600);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, WhenMonitDoesNotAnswerTheHookLeavesItToTheGuard) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  host.monit().stop();
  const auto outcome = host.resume(id, true);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::monit);
  EXPECT_EQ(host.journal().load(id)->phase, Phase::ended);
  host.monit().start();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
}

// It waits for a program that it has started, and looks at nothing meanwhile.
TEST(Trouble, AHookDoesNotWaitForAMonitThatIsBlocked) {
  const test::TemporaryDirectory directory;
  SleepingProcess process;
  const std::string pidfile = directory.write("absent.pid", std::to_string(process.pid()) + "\n");
  SessionHost host(std::string(kChecks) + "check process absent pidfile " + pidfile +
                   "\n  start program = \"/bin/sleep 14\" with timeout 14 seconds\n");
  const std::string id = host.suspend_for(::getpid());
  process.kill();
  ASSERT_TRUE(test::eventually([&] { return host.monit().logged("'absent' start:") > 0; }));
  const auto began = std::chrono::steady_clock::now();
  const auto outcome = host.resume(id, true);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(11));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->pending, ElementsAre("bin", "settings"));
  EXPECT_EQ(host.journal().load(id)->phase, Phase::ended);
  std::filesystem::remove(pidfile);
}

TEST(Trouble, MonitKilledDuringTheTransactionIsLookedAtAnew) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  ::kill(host.monit().pid(), SIGKILL);
  host.monit().stop();
  host.monit().start();
  ASSERT_TRUE(test::eventually([&] { return host.client().status().ok(); }));
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

TEST(Trouble, AHookThatFindsTheLockTakenLeavesAllToTheGuardAtOnce) {
  SessionHost host(kChecks);
  SleepingProcess manager;
  const std::string id = host.suspend_for(manager.pid());
  {
    const Journal journal = host.journal();
    const auto locked = lock(this_host(), journal);
    const auto began = std::chrono::steady_clock::now();
    const auto outcome = host.resume(id, true);
    ASSERT_TRUE(outcome.ok()) << outcome.error().message;
    EXPECT_FALSE(outcome->finished);
    EXPECT_EQ(outcome->pending, (std::vector<std::string>{"bin", "settings"}));
    // The lock is awaited once, 5 s.
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(9));
  }
  manager.kill();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
}

// As PackageKit's: its end is no sign that the transaction is over.
TEST(Trouble, AHookThatFindsTheLockTakenNeedsNotTheEndOfItsManager) {
  SessionHost host(kChecks);
  const std::string id = host.suspend_for(::getpid());
  {
    const Journal journal = host.journal();
    const auto locked = lock(this_host(), journal);
    EXPECT_TRUE(host.resume(id, true).ok());
  }
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(test::eventually([&] { return !host.journal().has(id); }));
  EXPECT_FALSE(host.journal().marked_ended(id));
}

TEST(Trouble, ASessionThatFailsKeepsNoOtherSuspended) {
  SessionHost host(kChecks);
  SessionRecord failing;
  failing.id = "00000000deadbeef";
  failing.since = 1;
  failing.phase = Phase::ended;
  failing.control_file = host.monit().directory().write("nowhere", "set daemon 1\n", 0600);
  host.suspend_for(0);
  ASSERT_TRUE(host.journal().save(failing).ok());
  const CommandResult result =
      run_command({PKGMAP_MAIN_PROGRAM, "resume", "--state-dir", host.settings().state_directory,
                   "--dbpath", host.settings().dbpath});
  EXPECT_EQ(result.status, static_cast<int>(ErrorCode::monit)) << result.err;
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

}  // namespace
}  // namespace pkgmap
