// An error during a resume leaves no check suspended that can be monitored. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const char* const kTroubleChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";

// The disk is full, and the room for the next text is gone.
void fill_disk(ModelSession& host, const std::string& session) {
  host.machine().disk.texts.at(session + ".session").earlier.reset();
  host.machine().set_full(true);
}

Result<ContentRecords> contents_of(ModelSession& host) {
  const Journal journal = host.journal();
  return ContentRecords::read(journal.store());
}

TEST(Trouble, AJournalThatCannotBeWrittenPreventsNoResuming) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  fill_disk(host, id);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(names_of(outcome->results.resumed), ElementsAre("bin", "settings"));
  EXPECT_TRUE(outcome->trouble.has_value());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, WithAFullDiskWhatSomebodyMonitoredIsPassedOver) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  host.administrator(MonitClient::Verb::monitor, "bin");
  fill_disk(host, id);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, ADamagedPackageDatabaseKeepsNothingThatIsUnchanged) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  host.machine().packages_damaged = true;
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

// Every changed content is drift then, but nobody need have changed the files.
TEST(Trouble, ADamagedPackageDatabaseIsNamedBesideWhatIsNotKnownAsPackaged) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  host.machine().packages_damaged = true;
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->results.drift.empty());
  EXPECT_FALSE(outcome->no_database.empty());
  EXPECT_THAT(host.trace(), HasSubstr("nobody knows which content is packaged: "));
}

// Only the packages know that the content, which is seen for the first time, is not good.
TEST(Trouble, ADamagedPackageDatabaseMakesNoContentGood) {
  ModelSession host(
      "check file settings path @HOST@/etc/settings\n"
      "check file bin path @HOST@/sbin/daemon\n if changed checksum then alert\n");
  host.administrator(MonitClient::Verb::unmonitor, "bin");
  host.write("sbin/daemon", "evil\n");
  host.machine().packages_damaged = true;
  const std::string id = host.suspend_without_guard();
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "settings=on bin=off");
  const auto records = contents_of(host);
  ASSERT_TRUE(records.ok());
  const rules::ContentRecord* bin = records->find("/etc/monitrc", "bin");
  EXPECT_TRUE(bin == nullptr || !rules::is_known(bin->digests));
}

const char* const kTroubleWithContents =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n";

// The baselines that monit shows must do then.
TEST(Trouble, ADamagedRecordOfContentsBeginsAnewAndSaysSo) {
  ModelSession host(kTroubleWithContents);
  const std::string id = host.suspend_without_guard();
  host.machine().disk.texts.at("contents") = {"{", {}, 0};
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(outcome->trouble.has_value());
  EXPECT_THAT(outcome->trouble->message, StartsWith("the record of contents is damaged: "));
  EXPECT_THAT(outcome->trouble->hint, HasSubstr("'monit-pkgmap verify --against package'"));
  EXPECT_EQ(host.states(), "bin=on settings=on");
  const auto records = contents_of(host);
  ASSERT_TRUE(records.ok()) << records.error().message;
  EXPECT_EQ(records->size(), 1U);
}

// What monit was made to take is not good because the record cannot be read for a moment.
TEST(Trouble, ARecordOfContentsThatCannotBeReadStaysAsItIs) {
  ModelSession host(kTroubleWithContents);
  const std::string id = host.suspend_without_guard();
  host.write("sbin/daemon", "evil\n");
  host.reload_monit();
  const std::string before = host.machine().disk.texts.at("contents").now;
  host.machine().disk.unreadable = {"contents"};
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(outcome->trouble.has_value());
  EXPECT_EQ(outcome->trouble->message, "cannot read contents: Input/output error");
  EXPECT_EQ(host.machine().disk.texts.at("contents").now, before);
}

TEST(Trouble, AnotherSessionsDamagedFileIsNoHindrance) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  host.machine().disk.texts["00000000deadbeef.session"].now = "{";
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

TEST(Trouble, WhenMonitDoesNotAnswerTheHookLeavesItToTheGuard) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  host.stop_monit();
  const auto outcome = host.resume(id, true);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::monit);
  EXPECT_EQ(host.journal().load(id)->state, SessionState::transaction_ended);
  host.start_monit();
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(host.eventually([&] { return !host.journal().has(id); }));
}

// monit waits for a program that it has started, and looks at no check meanwhile.
TEST(Trouble, AHookDoesNotWaitForAMonitThatIsBlocked) {
  ModelSession host(std::string(kTroubleChecks) +
                    "check process absent pidfile @HOST@/run/absent.pid\n"
                    "  start program = \"/bin/sleep 14\" with timeout 14 seconds\n");
  const int process = host.start_process("absent");
  host.write("run/absent.pid", std::to_string(process) + "\n");
  const auto is_blocked = [&] {
    return host.monit().runs_programs(host.machine().scheduler.now());
  };
  ASSERT_TRUE(host.eventually([&] { return !is_blocked(); }));
  const std::string id = host.suspend_for(host.manager());
  host.kill(process);
  ASSERT_TRUE(host.eventually(is_blocked));
  const auto began = host.now();
  const auto outcome = host.resume(id, true);
  EXPECT_LT(host.now() - began, seconds(11));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->pending, ElementsAre("bin", "settings"));
  EXPECT_EQ(host.journal().load(id)->state, SessionState::transaction_ended);
  EXPECT_TRUE(host.becomes("bin=on settings=on absent=on"));
}

// monit dies within the cycle after the unmonitor, so it has forgotten the request.
TEST(Trouble, MonitKilledDuringTheTransactionIsLookedAtAnew) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  host.kill_monit();
  host.start_monit();
  EXPECT_EQ(host.states(), "bin=on settings=on");
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on");
  EXPECT_FALSE(host.journal().has(id));
}

// A hook of `manager` comes while another process holds the lock. Returns its outcome.
Result<ResumeOutcome> resume_while_locked(ModelSession& host, const std::string& session) {
  const Journal journal = host.journal();
  const auto locked = host.run([&](Host& machine) { return lock(machine, journal); });
  EXPECT_TRUE(locked.ok());
  return host.resume(session, true);
}

TEST(Trouble, AHookThatFindsTheLockTakenLeavesAllToTheGuardAtOnce) {
  ModelSession host(kTroubleChecks);
  const int manager = host.start_process("manager");
  const std::string id = host.suspend_for(manager);
  const auto began = host.now();
  const auto outcome = resume_while_locked(host, id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->pending, ElementsAre("bin", "settings"));
  // The hook waits once for the lock, 5 s.
  EXPECT_LT(host.now() - began, seconds(6));
  host.kill(manager);
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
}

// The process lives on, as PackageKit's does: the end of the transaction does not end it.
TEST(Trouble, AHookThatFindsTheLockTakenNeedsNotTheEndOfItsManager) {
  ModelSession host(kTroubleChecks);
  const std::string id = host.suspend_for(host.manager());
  EXPECT_TRUE(resume_while_locked(host, id).ok());
  EXPECT_TRUE(host.becomes("bin=on settings=on"));
  EXPECT_TRUE(host.eventually([&] { return !host.journal().has(id); }));
  EXPECT_FALSE(host.journal().transaction_ended(id));
}

}  // namespace
}  // namespace pkgmap
