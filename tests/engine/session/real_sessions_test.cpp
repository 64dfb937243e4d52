// Whole sessions with a real monit, a real package database, real files and real guards: the parts
// work together as in the model. The tests of decisions run on the model.
#include <signal.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/signing.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using test::SleepingProcess;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kDependentChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(RealSession, MonitorsWhatItSuspendedAndEnds) {
  SessionHost host(kDependentChecks);
  const std::string id = host.suspend_for(::getpid());
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->finished);
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host.journal().has(id));
  host.await_guards();
}

// Only monit's log has a trace of it, in which our own request for both checks stands, too.
TEST(RealSession, LeavesOffWhatSomebodyUnmonitorsOnceMore) {
  SessionHost host(kDependentChecks);
  const std::string id = host.suspend_for(::getpid());
  ASSERT_TRUE(host.client().act(Verb::unmonitor, {"settings"}, "5.33.0").ok());
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin"));
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  EXPECT_FALSE(host.journal().has(id));
  host.await_guards();
}

TEST(RealSession, IsJournalledWithItsGuard) {
  SessionHost host(kDependentChecks);
  const std::string id = host.suspend_for(::getpid());
  const auto record = host.journal().load(id);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->pid, ::getpid());
  EXPECT_EQ(test::guards_of(host.settings().state_directory), std::vector<int>{record->guard_pid});
}

TEST(RealSession, OfATransactionThatTouchesNoCheckMakesNothing) {
  SessionHost host("check file other path @DIR@/monitrc\n");
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_NE(::access(host.settings().state_directory.c_str(), F_OK), 0);
}

TEST(RealSession, DoesNotBeginWithoutAGuard) {
  SessionHost host(kDependentChecks);
  host.settings().program = "/nonexistent/monit-pkgmap";
  const auto outcome = suspend(host.settings(), host.transaction(::getpid()));
  ASSERT_FALSE(outcome.ok());
  EXPECT_THAT(outcome.error().message, HasSubstr("the guard did not start"));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

const char* const kBaselines =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n"
    "check file upper path @DIR@/monitrc\n depends on bin\n";

TEST(RealSession, LetsMonitTakeWhatThePackageShipped) {
  SessionHost host(kBaselines);
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  EXPECT_THAT(outcome->results.drift, IsEmpty());
  ASSERT_THAT(outcome->results.baselines, SizeIs(1));
  EXPECT_EQ(outcome->results.baselines[0].path, host.path("sbin/daemon"));
  EXPECT_EQ(outcome->results.baselines[0].package, "hosted-2-1.noarch");
  EXPECT_EQ(outcome->results.baselines[0].signature, "digest");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on");
  EXPECT_TRUE(host.is_looked_at("bin"));
  EXPECT_FALSE(host.alarms("bin"));
}

TEST(RealSession, WhereASignatureIsRequiredAnUnsignedPackageGivesNoBaseline) {
  SessionHost host(kBaselines);
  host.decide("require_signature: yes");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->results.reloaded);
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off");
  ASSERT_FALSE(outcome->kept.empty());
  EXPECT_EQ(outcome->kept[0].reason,
            host.path("sbin/daemon") +
                " is as hosted-2-1.noarch has it, but hosted-2-1.noarch is "
                "not signed by a key that rpm knows");

  // The same package, signed, and then also the key.
  const test::SigningKey key("known");
  const std::string rpm = test::copy_of(std::string(PKGMAP_HOSTED_RPMS) + "/hosted-2-1.noarch.rpm",
                                        host.monit().directory(), "signed.rpm");
  key.sign(rpm);
  host.upgrade_record(rpm);
  EXPECT_FALSE(host.resume(id)->kept.empty());
  key.import_into(host.settings().dbpath);
  const auto recovered = host.resume(id);
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_THAT(recovered->kept, IsEmpty());
  ASSERT_THAT(recovered->results.baselines, SizeIs(1));
  EXPECT_EQ(recovered->results.baselines[0].signature, "key");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on");
}

// The control file includes a directory of its own; `other` compares a file that no package owns.
class RealDrift : public testing::Test {
 protected:
  void start(const std::string& bin = " if failed checksum then alert\n") {
    const std::string folder = files_.file("monit.d");
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    files_.write("kept", "mine\n");
    host_ = std::make_unique<SessionHost>("check file bin path @HOST@/sbin/daemon\n" + bin +
                                          "check file other path " + files_.file("kept") +
                                          "\n if failed checksum then alert\n"
                                          "include " +
                                          folder + "/*.conf\n");
    ASSERT_TRUE(host_->is_looked_at("other"));
  }
  bool is_managed() const {
    return std::filesystem::exists(files_.file("monit.d/monit-pkgmap-drift.conf"));
  }

  test::TemporaryDirectory files_;
  std::unique_ptr<SessionHost> host_;
};

TEST_F(RealDrift, KeepsItsAlarmOverAReloadUntilTheGoodContentIsBack) {
  start();
  files_.write("kept", "somebody else's\n");
  const std::string id = host_->suspend_without_guard();
  host_->upgrade_to("2");
  const auto outcome = host_->resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->is_looked_at("drift_other"));
  EXPECT_TRUE(host_->alarms("drift_other"));
  files_.write("kept", "mine\n");
  const auto recovered = recover(host_->settings());
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(host_->is_looked_at("other"));
  EXPECT_FALSE(host_->alarms("other"));
  EXPECT_FALSE(is_managed());
}

// As after an upgrade without a hook. The check counts as switched off by its own test, because the
// file changed before monit's last look.
TEST_F(RealDrift, ACheckThatSwitchedItselfOffOverWhatItsPackageShippedIsRecovered) {
  start(" if failed checksum then unmonitor\n");
  host_->upgrade_to("2");
  ASSERT_TRUE(host_->becomes("bin=off other=on"));
  const auto accepted = accept(host_->settings(), {host_->path("sbin/daemon")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  ASSERT_THAT(accepted->files, SizeIs(1));
  EXPECT_TRUE(accepted->files[0].switched_on);
  EXPECT_EQ(host_->states(), "bin=on other=on");
}

TEST_F(RealDrift, TheGuardRefusesWhereThePolicyFileDoes) {
  start();
  host_->decide("drift: refuse");
  files_.write("kept", "somebody else's\n");
  SleepingProcess manager;
  const std::string id = host_->suspend_for(manager.pid());
  host_->upgrade_to("2");
  manager.kill();
  host_->await_guards();
  EXPECT_EQ(host_->states(), "bin=off other=on");
  EXPECT_EQ(host_->journal().load(id)->state, SessionState::kept);
  EXPECT_FALSE(is_managed());
}

TEST(SessionsOfTwoMonits, EachIsResumedWithItsOwnControlFile) {
  SessionHost host(kDependentChecks);
  SessionHost elsewhere(kDependentChecks);
  const std::string id = host.suspend_for(::getpid());
  host.settings().monitrc = elsewhere.settings().monitrc;
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin", "settings"));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(SessionsOfTwoMonits, AreNoReasonToSwitchOnWhatTheAdministratorSwitchedOff) {
  SessionHost host(kDependentChecks);
  SessionHost elsewhere(kDependentChecks);
  elsewhere.settings().state_directory = host.settings().state_directory;
  const std::string theirs = elsewhere.suspend_for(::getpid());
  host.administrator(Verb::unmonitor, "settings");
  const std::string id = host.suspend_for(::getpid());
  EXPECT_EQ(host.journal().load(id)->find("settings"), nullptr);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
  EXPECT_EQ(elsewhere.states(), "bin=off settings=off other=on");
  ASSERT_TRUE(elsewhere.resume(theirs).ok());
  EXPECT_EQ(elsewhere.states(), "bin=on settings=on other=on");
}

TEST(SessionsOfTwoMonits, HoldNothingOfEachOther) {
  SessionHost host(kDependentChecks);
  SessionHost elsewhere(kDependentChecks);
  elsewhere.settings().state_directory = host.settings().state_directory;
  const std::string first = host.suspend_for(::getpid());
  const std::string theirs = elsewhere.suspend_for(::getpid());
  const auto outcome = host.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->pending, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_TRUE(host.journal().has(theirs));
  ASSERT_TRUE(elsewhere.resume(theirs).ok());
  EXPECT_EQ(elsewhere.states(), "bin=on settings=on other=on");
}

// Runs the program, which resumes all sessions.
TEST(RealSession, ThatFailsKeepsNoOtherSuspended) {
  SessionHost host(kDependentChecks);
  SessionRecord failing;
  failing.id = "00000000deadbeef";
  failing.since = 1;
  failing.state = SessionState::transaction_ended;
  failing.control_file = host.monit().directory().write("nowhere", "set daemon 1\n", 0600);
  host.suspend_for(0);
  ASSERT_TRUE(host.journal().save(failing).ok());
  const CommandResult result =
      run_command({PKGMAP_MAIN_PROGRAM, "resume", "--state-dir", host.settings().state_directory,
                   "--dbpath", host.settings().dbpath});
  EXPECT_EQ(result.status, static_cast<int>(ErrorCode::monit)) << result.err;
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

}  // namespace
}  // namespace pkgmap
