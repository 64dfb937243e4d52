// New baselines: monit takes only contents that packages shipped, and no other content with them
// (P4). On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using model::digest_of_text;
using test::ModelSession;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kRebaselineChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n"
    "check file upper path @DIR@/monitrc\n depends on bin\n"
    "check file other path @HOST@/run/unpackaged\n if failed checksum then alert\n";

std::string with_other(ModelSession& host) {
  host.write("run/unpackaged", "mine\n");
  host.reload_monit();
  return host.suspend_without_guard();
}

ResumeOutcome resumed(ModelSession& host, const std::string& id) {
  auto outcome = host.resume(id);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  return outcome ? std::move(*outcome) : ResumeOutcome{};
}

TEST(Rebaseline, WhatThePackageShippedBecomesTheBaseline) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  ASSERT_THAT(outcome.results.baselines, SizeIs(1));
  EXPECT_EQ(outcome.results.baselines[0].path, host.path("sbin/daemon"));
  EXPECT_EQ(outcome.results.baselines[0].package, "hosted-2-1.noarch");
  EXPECT_EQ(outcome.results.baselines[0].signature, "digest");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
  EXPECT_FALSE(host.alarms("bin"));
}

// monit looks at every check in the second in which it has read its control file, and its status
// does not tell.
TEST(Rebaseline, MonitHoldsWhatItSawInTheSecondOfItsReload) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if changed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  host.reload_monit();
  const std::string id = host.suspend_without_guard();
  ASSERT_EQ(host.monit().find("bin")->collected / model::kSecond, host.monit().incarnation());
  host.write("sbin/daemon", "evil\n");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_EQ(host.states(), "bin=off settings=on");
}

// Which alarms substitute checks keep is unknown: a reload could end one.
TEST(Rebaseline, WithoutTheListOfAlarmsThereIsNoReload) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.machine().disk.texts["drift"].now = "cut off";
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_EQ(outcome.not_reloaded, "the list of alarms that are kept alive cannot be read");
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  host.machine().disk.texts.erase("drift");
  EXPECT_TRUE(resumed(host, id).results.reloaded);
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

// Each phase reads the list anew: in the first one the disk had an error.
TEST(Rebaseline, AListOfAlarmsThatCanBeReadAgainStopsNoReload) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.machine().disk.texts["drift"].now = "cut off";
  host.settings().listener = [&](const std::string& told) {
    if (told == "seeing to the rest") host.machine().disk.texts.erase("drift");
  };
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(host.machine().disk.texts.contains("drift"));
  EXPECT_TRUE(outcome.results.reloaded) << outcome.not_reloaded;
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, AnUnchangedFileNeedsNoReload) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  EXPECT_FALSE(resumed(host, id).results.reloaded);
}

TEST(Rebaseline, TheControlFileMayAskForAnotherAlgorithmMeanwhile) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  std::string checks = kRebaselineChecks;
  checks.replace(checks.find("failed checksum"), 15, "failed sha1 checksum");
  host.write_checks(checks);
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.kept, IsEmpty());
  EXPECT_EQ(host.baseline("bin"), digest_of_text("daemon 2\n", Algorithm::sha1));
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, DriftOfTheCheckItselfKeepsItAndWhatIsBelow) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("sbin/daemon", "evil\n");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  ASSERT_THAT(outcome.kept, SizeIs(2));
  EXPECT_EQ(outcome.kept[0].reason, host.path("sbin/daemon") + " is not what its package shipped");
  EXPECT_EQ(outcome.kept[1].reason, "its prerequisite 'bin' stays suspended");
}

TEST(Rebaseline, DriftOfAKeptFileStopsTheReloadUntilItIsRecovered) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/unpackaged", "evil\n");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].check, "other");
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  EXPECT_THAT(outcome.kept.at(0).reason, HasSubstr("monit would accept"));

  host.write("run/unpackaged", "mine\n");
  EXPECT_THAT(resumed(host, id).kept, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

// monit shows the digest of `if changed checksum` only while the check is on and does not fail.
TEST(Rebaseline, WhatMonitHidesIsKnownFromAnEarlierSession) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file mine path @HOST@/run/unpackaged\n if changed checksum then alert\n");
  host.write("run/unpackaged", "mine\n");
  ASSERT_TRUE(host.eventually([&] {
    const model::ModelService* mine = host.monit().find("mine");
    return !mine->measured.empty() && mine->errors == 0;
  }));
  const std::string first = host.suspend_for(host.manager());
  host.upgrade_to("2");
  ASSERT_TRUE(resumed(host, first).results.reloaded);
  host.administrator(MonitClient::Verb::unmonitor, "mine");
  const std::string second = host.suspend_for(host.manager());
  host.upgrade_to("1");
  const ResumeOutcome outcome = resumed(host, second);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
}

// The resume dies between the reload and `monitor`: the next one sees on monit's pages that the
// baselines are right.
TEST(Rebaseline, ASecondReloadIsNotNeededAfterTheFirst) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.reload_monit();
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, WhatSomebodyElsesReloadBlessedIsDrift) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.write("run/unpackaged", "evil\n");
  host.reload_monit();
  const ResumeOutcome outcome = resumed(host, id);
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].check, "other");
}

TEST(Rebaseline, WhatSomebodyElsesReloadBlessedOfASuspendedCheckStaysNamed) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.write("etc/settings", "evil\n");
  host.reload_monit();
  // Our own reload, for the other check, must not drop this drift.
  host.upgrade_to("2");
  host.write("etc/settings", "evil\n");
  const std::string reason =
      host.path("etc/settings") + " changed, and monit was made to accept it";
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_EQ(host.states(), "bin=on settings=off upper=on other=on");
  ASSERT_THAT(outcome.kept, SizeIs(1));
  EXPECT_EQ(outcome.kept[0].reason, reason);

  const ResumeOutcome again = resumed(host, id);
  ASSERT_THAT(again.kept, SizeIs(1));
  EXPECT_EQ(again.kept[0].reason, reason);
  EXPECT_EQ(host.journal().load(id)->find("settings")->kept_reason, reason);
}

// A reload by hand accepts no content: the good content stays the same.
TEST(Rebaseline, WhatWasGoodIsGoodAfterSomebodyElsesReload) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/unpackaged", "evil\n");
  resumed(host, id);
  ASSERT_EQ(host.journal().load(id)->state, SessionState::kept);
  host.write("run/unpackaged", "new\n");
  host.write("sbin/daemon", "daemon 1\n");
  host.reload_monit();
  host.write("run/unpackaged", "mine\n");
  host.write("sbin/daemon", "daemon 2\n");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_TRUE(outcome.results.reloaded);
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].check, "other");
  EXPECT_EQ(host.baseline("other"), digest_of_text("mine\n", Algorithm::md5));
}

// monit has no baseline for the new path, so a reload loses none.
TEST(Rebaseline, ACheckWhosePathMovedStopsNoReload) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/elsewhere", "mine\n");
  std::string moved = kRebaselineChecks;
  moved.replace(moved.find("run/unpackaged"), 14, "run/elsewhere");
  host.write_checks(moved);
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
  EXPECT_EQ(host.baseline("other"), digest_of_text("mine\n", Algorithm::md5));
}

// Nobody knows the baseline, so the check is monitored, and monit itself reports what it finds.
TEST(Rebaseline, AnUnknownBaselineOfAnUnpackagedFileKeepsNothingSuspended) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @HOST@/run/unpackaged\n if changed checksum then alert\n"
      "  depends on bin\n");
  host.write("run/unpackaged", "mine\n");
  const std::string id = host.suspend_for(host.manager());
  host.machine().disk.texts.erase("contents");
  EXPECT_THAT(resumed(host, id).kept, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on below=on");
}

// The same transaction removed the package `foo`, and its file with it.
class RebaselineAfterARemoval : public testing::Test {
 protected:
  RebaselineAfterARemoval()
      : host_(
            "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
            "check file foo path @HOST@/run/foo\n if failed checksum then alert\n"
            "  depends on bin\n") {
    host_.write("run/foo", "foo\n");
    host_.reload_monit();
    id_ = host_.suspend_for(host_.manager());
    record_ = host_.journal().load(id_).value();
    for (SuspendedCheck& check : record_.checks) {
      if (check.name == "foo") check.packages = {"foo"};
    }
    save(record_);
    host_.upgrade_to("2");
  }

  void save(const SessionRecord& record) { ASSERT_TRUE(host_.journal().save(record).ok()); }

  ModelSession host_;
  std::string id_;
  SessionRecord record_;
};

TEST_F(RebaselineAfterARemoval, TheFileThatWentStopsNoReload) {
  host_.remove("run/foo");
  const ResumeOutcome outcome = resumed(host_, id_);
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  EXPECT_EQ(host_.states(), "bin=on foo=off");
  ASSERT_THAT(outcome.kept, SizeIs(1));
  EXPECT_EQ(outcome.kept[0].reason, "its package foo is gone");
}

TEST_F(RebaselineAfterARemoval, TheLedgerOfAnEarlierSessionAnswersForTheFileThatWent) {
  host_.remove("run/foo");
  SessionRecord leftovers = record_;
  leftovers.id = "00000000deadbeef";
  leftovers.guard_pid = 0;
  leftovers.state = SessionState::kept;
  std::erase_if(leftovers.checks, [](const SuspendedCheck& check) { return check.name != "foo"; });
  save(leftovers);
  std::erase_if(record_.checks, [](const SuspendedCheck& check) { return check.name == "foo"; });
  save(record_);
  EXPECT_TRUE(resumed(host_, id_).results.reloaded);
  EXPECT_EQ(host_.states(), "bin=on foo=off");
}

TEST_F(RebaselineAfterARemoval, AnotherContentIsStillDrift) {
  host_.write("run/foo", "evil\n");
  EXPECT_FALSE(resumed(host_, id_).results.reloaded);
  EXPECT_EQ(host_.states(), "bin=off foo=off");
}

TEST(Rebaseline, AFileThatIsGoneIsSaidToBeGone) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.remove("run/unpackaged");
  const ResumeOutcome outcome = resumed(host, id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_EQ(outcome.kept.at(0).reason, host.path("run/unpackaged") + " is gone");
}

// The baselines in the session of an older version count if there is no content record.
TEST(Rebaseline, TheBaselinesOfAnOlderProgramsSessionCount) {
  ModelSession host(kRebaselineChecks);
  const std::string id = with_other(host);
  SessionRecord record = host.journal().load(id).value();
  record.baselines = {{"other",
                       host.path("run/unpackaged"),
                       {Algorithm::md5, digest_of_text("mine\n", Algorithm::md5)},
                       false}};
  ASSERT_TRUE(host.journal().save(record).ok());
  host.machine().disk.texts.erase("contents");
  host.write("run/unpackaged", "evil\n");
  host.reload_monit();
  const ResumeOutcome outcome = resumed(host, id);
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].check, "other");
}

}  // namespace
}  // namespace pkgmap
