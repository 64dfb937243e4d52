// Suspend: which checks go off, which stay as they are, and what is on disk before monit is asked.
// On the model.
#include "engine/session/suspend/suspend.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kSuspendChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";

TEST(Suspend, UnmonitorsThePackagesChecksAndNothingElse) {
  ModelSession host(kSuspendChecks);
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(outcome->packages, ElementsAre("hosted-1-1.noarch"));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
}

// monit's cascade switches off the others; a request for each would cost a cycle each.
TEST(Suspend, AsksOnlyForWhatNoOtherRequestTakesAlong) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file settings path @HOST@/etc/settings\n depends on bin\n"
      "check file apart path @HOST@/etc/settings\n");
  ASSERT_TRUE(host.suspend().ok());
  EXPECT_EQ(host.states(), "bin=off settings=off apart=off");
  EXPECT_EQ(host.monit().requests(Verb::unmonitor, "bin"), 1);
  EXPECT_EQ(host.monit().requests(Verb::unmonitor, "apart"), 1);
  EXPECT_EQ(host.monit().requests(Verb::unmonitor, "settings"), 0);
}

TEST(Suspend, JournalsTheSessionWithItsGuard) {
  ModelSession host(kSuspendChecks);
  const std::string id = host.suspend_for(host.manager());
  const auto record = host.journal().load(id);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->state, SessionState::suspended);
  EXPECT_EQ(record->pid, host.manager());
  EXPECT_THAT(record->checks, SizeIs(2));
  EXPECT_THAT(record->find("settings")->prerequisites, ElementsAre("bin"));
  EXPECT_THAT(host.guards(), ElementsAre(record->guard_pid));
}

TEST(Suspend, ATransactionThatTouchesNoCheckStartsNothing) {
  ModelSession host("check file other path @DIR@/monitrc\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_THAT(host.guards(), IsEmpty());
  EXPECT_FALSE(host.machine().disk.made);
}

TEST(Suspend, WhatIsOffStaysOffAndIsNotJournalled) {
  ModelSession host(kSuspendChecks);
  host.administrator(Verb::unmonitor, "settings");
  const std::string id = host.suspend_for(host.manager());
  EXPECT_EQ(host.journal().load(id)->find("settings"), nullptr);
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), "bin=on settings=off other=on");
}

TEST(Suspend, ACheckBelowAPrerequisiteThatIsOffIsKept) {
  ModelSession host(
      "check file base path @DIR@/monitrc\n"
      "check file bin path @HOST@/sbin/daemon\n depends on base\n");
  host.administrator(Verb::unmonitor, "base");
  host.administrator(Verb::monitor, "bin");
  host.administrator(Verb::unmonitor, "base");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_EQ(host.states(), "base=off bin=off");
}

// A file that an update left under an include, or a person's mistake: monit goes on with what it
// read before, so its checks are suspended all the same.
TEST(Suspend, AMistakeInTheControlFileLeavesTheOtherChecksSuspended) {
  ModelSession host(kSuspendChecks);
  host.write_checks(std::string(kSuspendChecks) + "check file bin path /opt/bin\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(outcome->warnings, Contains(HasSubstr("'bin' is declared twice")));
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
  EXPECT_TRUE(host.eventually([&] { return host.lives(host.manager()); }));
  ASSERT_TRUE(host.resume(*outcome->session).ok());
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

// dnf's hook and rpm's run before one person, as do the hooks of a series of packages.
TEST(Suspend, AMistakeIsTheWarningOfTheFirstHookAlone) {
  ModelSession host(kSuspendChecks);
  host.write_checks(std::string(kSuspendChecks) + "check file bin path /opt/bin\n");
  EXPECT_THAT(host.suspend()->warnings, SizeIs(1));
  Transaction second = ModelSession::transaction(host.manager());
  second.manager = "rpm";
  second.series = true;
  const auto suspend_again = [&] {
    return host.run([&](Host& machine) { return suspend(host.settings(), second, machine); });
  };
  auto again = suspend_again();
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_THAT(again->warnings, IsEmpty());
  EXPECT_TRUE(host.journal().load(*again->session)->series);
  second.items.clear();
  again = suspend_again();
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_THAT(again->warnings, IsEmpty());
}

TEST(Suspend, WhatCannotBeReadAnyMoreIsPlannedByTheLastReading) {
  ModelSession host(kSuspendChecks);
  ASSERT_TRUE(host.resume(host.suspend_for(host.manager())).ok());
  ASSERT_TRUE(host.resume(host.suspend_for(host.manager())).ok());  // Keeps the reading.
  host.write_checks("check file (((\ncheck file other path @DIR@/monitrc\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
}

TEST(Suspend, WhatOnlyMonitHasIsNamed) {
  ModelSession host(kSuspendChecks);
  host.write_checks("check file bin path @HOST@/sbin/daemon\ncheck file (((\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->notes, Contains(HasSubstr("monit has 'settings', 'other', which")));
  // monit's cascade takes it along.
  EXPECT_EQ(host.states(), "bin=off settings=off other=on");
}

TEST(Suspend, AMistakeIsNamedWithItsPlaceIfNoBaselineCanBeTaken) {
  ModelSession host("check file bin path @HOST@/sbin/daemon\n if failed checksum then unmonitor\n");
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then unmonitor\n"
      "check file bin path /opt/bin\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_THAT(outcome->kept, SizeIs(1));
  EXPECT_THAT(outcome->kept[0].reason, HasSubstr("/etc/monitrc:"));
  EXPECT_THAT(outcome->kept[0].reason, HasSubstr("'bin' is declared twice"));
}

TEST(Suspend, WithoutAMonitThatAnswersThereIsNoSession) {
  ModelSession host(kSuspendChecks);
  host.stop_monit();
  const auto outcome = host.suspend();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::monit);
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

// As during an offline update, or in a chroot.
TEST(Suspend, DoesNotWaitForAMonitThatIsAbsentByRight) {
  ModelSession host(kSuspendChecks);
  host.stop_monit();
  host.machine().why_monit_is_absent = "monit does not run now";
  host.settings().policy.on_error = rules::OnError::abort;
  const auto began = host.now();
  const auto outcome = host.suspend();
  EXPECT_LT(host.now() - began, std::chrono::milliseconds(300));
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->absent, "monit does not run now");
  EXPECT_FALSE(outcome->refused);
  EXPECT_FALSE(outcome->session);
}

TEST(Suspend, AsksAMonitThatAnswersEvenIfItShouldBeAbsent) {
  ModelSession host(kSuspendChecks);
  host.machine().why_monit_is_absent = "monit does not run now";
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->absent, "");
  EXPECT_THAT(outcome->suspended, Not(IsEmpty()));
}

TEST(Suspend, WithoutAGuardNothingIsSuspended) {
  ModelSession host(kSuspendChecks);
  host.machine().guards_start = false;
  const auto outcome = host.suspend();
  ASSERT_FALSE(outcome.ok());
  EXPECT_THAT(outcome.error().message, HasSubstr("the guard did not start"));
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

TEST(Suspend, WaitsForTheLockThatAnotherCallHolds) {
  ModelSession host(kSuspendChecks);
  const Journal journal = host.journal();
  const auto locked = host.run([&](Host& machine) { return lock(machine, journal); });
  const auto began = host.now();
  const auto outcome = host.suspend();
  EXPECT_GE(host.now() - began, std::chrono::seconds(5));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::locked);
  EXPECT_EQ(host.states(), "bin=on settings=on other=on");
}

TEST(Suspend, NamesWhatMonitHasNotReadYet) {
  ModelSession host("check file other path @DIR@/monitrc\n");
  host.write_checks(kSuspendChecks);
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_THAT(outcome->notes, Contains(HasSubstr("monit has not read it yet")));
}

TEST(Suspend, TakesNothingAlongThatDependsOnWhatMonitHasNotRead) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file other path @DIR@/monitrc\n");
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file settings path @HOST@/etc/settings\n"
      "check file other path @DIR@/monitrc\n depends on settings\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin"));
  EXPECT_THAT(outcome->notes,
              Contains("'settings' is in the control file, but monit has not read it yet"));
  EXPECT_EQ(host.states(), "bin=off other=on");
}

TEST(Suspend, NamesAndResumesWhatMonitTookAlongByAnOlderControlFile) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file app path @DIR@/monitrc\n depends on bin\n"
      "check file last path @DIR@/monitrc\n depends on app\n"
      "check file other path @DIR@/monitrc\n");
  host.write_checks(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file app path @DIR@/monitrc\n"
      "check file other path @DIR@/monitrc\n");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host.states(), "bin=off app=off last=off other=on");
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "app", "last"));
  EXPECT_THAT(outcome->notes, Contains("monit took 'app' along; its control file was changed since "
                                       "monit read it"));
  const auto record = host.journal().load(outcome->session.value_or(""));
  ASSERT_TRUE(record.ok()) << record.error().message;
  ASSERT_NE(record->find("app"), nullptr);
  EXPECT_THAT(record->find("app")->prerequisites, ElementsAre("bin"));
  const auto resumed = host.resume(record->id);
  ASSERT_TRUE(resumed.ok()) << resumed.error().message;
  EXPECT_EQ(host.states(), "bin=on app=on last=off other=on");
  ASSERT_EQ(resumed->kept.size(), 1U);
  EXPECT_EQ(resumed->kept[0].name, "last");
}

// Such a session could not tell later that the check was on.
TEST(Suspend, TakesAlongWhatASessionThatHasNotAskedMonitWaitsFor) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @DIR@/monitrc\n depends on bin\n");
  SessionRecord waiting;
  waiting.id = "1111111111111111";
  waiting.control_file = "/etc/monitrc";
  waiting.unasked = true;
  waiting.pid = waiting.guard_pid = host.start_process("manager");
  waiting.pid_start_time = waiting.guard_start_time =
      host.machine().scheduler.start_time(waiting.pid).value();
  waiting.boot_id = host.run([](Host& now) { return now.boot(); });
  waiting.checks.push_back({"below", false, {}, {}, {}});
  ASSERT_TRUE(host.journal().save(waiting).ok());
  host.write_checks("check file bin path @HOST@/sbin/daemon\n");
  const std::string id = host.suspend_for(host.manager());
  ASSERT_EQ(host.states(), "bin=off below=off");
  EXPECT_NE(host.journal().load(id)->find("below"), nullptr);
}

TEST(Suspend, DoesNotTakeForTheCascadesWhatTheAdministratorSwitchedOffBefore) {
  ModelSession host(kSuspendChecks);
  host.administrator(Verb::unmonitor, "other");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->suspended, ElementsAre("bin", "settings"));
  EXPECT_THAT(outcome->notes, IsEmpty());
  EXPECT_EQ(host.journal().load(*outcome->session)->find("other"), nullptr);
}

TEST(Suspend, RemembersWhatMonitComparesAlsoForKeptChecks) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file other path @DIR@/monitrc\n if failed checksum then alert\n");
  host.suspend_for(host.manager());
  const Journal journal = host.journal();
  const auto records = ContentRecords::read(journal.store());
  ASSERT_TRUE(records.ok());
  for (const char* check : {"bin", "other"}) {
    const rules::ContentRecord* record = records->find("/etc/monitrc", check);
    ASSERT_NE(record, nullptr) << check;
    EXPECT_EQ(rules::sum_by(record->digests, Algorithm::md5), host.baseline(check));
    EXPECT_EQ(rules::sum_by(record->digests, Algorithm::sha256).size(), 64U) << check;
    EXPECT_EQ(record->incarnation, host.monit().incarnation()) << check;
  }
}

}  // namespace
}  // namespace pkgmap
