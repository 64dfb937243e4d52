// Drift over a reload: a substitute check keeps the alarm until the good content is back. On the
// model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "engine/journal/substitutes.hpp"
#include "tests/engine/session/resume/substitute_fixture.hpp"

namespace pkgmap {
namespace {

using test::kAlert;
using test::kKept;
using test::kManaged;
using test::kUnmonitor;
using test::Substitute;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

TEST_F(Substitute, AReloadKeepsTheAlarmAboutAKeptFile) {
  start();
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_TRUE(outcome.results.reloaded);
  EXPECT_THAT(outcome.kept, IsEmpty());
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].path, kKept);
  const Journal journal = host_->journal();
  const auto history = read_history(journal.store());
  ASSERT_TRUE(history.ok());
  const Json& drift = history->sessions.back()["drift"];
  ASSERT_THAT(drift.items(), SizeIs(1));
  EXPECT_EQ(drift.items()[0]["kept_as"].string_or(""), "drift_other");
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->alarms("drift_other"));
}

// The `exec` of the check ran when monit found the content; a reload must not run it again.
TEST_F(Substitute, TheSecondCheckExpectsTheOldContentAndTellsWhomTheFirstOneTold) {
  start(
      " if failed checksum then exec \"/bin/true loud\"\n"
      " alert root@localhost on { checksum }\n");
  put("somebody else's\n");
  upgrade();
  EXPECT_EQ(managed_text().substr(managed_text().find("\ncheck")),
            "\ncheck file drift_other with path \"/etc/kept\"\n"
            "  if not exist then alert\n"
            "  if failed checksum expect \"d92bf619dc8282f474be4bfbce48183f\" then alert\n"
            "  alert root@localhost on { checksum }\n");
}

// monit still has the substitute check, and its file names what it expects.
TEST_F(Substitute, ItOutlastsAStateDirectoryThatSomebodyRemoves) {
  start();
  put("somebody else's\n");
  upgrade();
  const std::string text = managed_text();
  host_->machine().disk.vanish();
  const std::string id = host_->suspend_without_guard();
  host_->upgrade_to("3");
  EXPECT_TRUE(resumed(id).results.reloaded);
  EXPECT_EQ(managed_text(), text);
  EXPECT_TRUE(host_->alarms("drift_other"));
  const auto listed = read_substitutes(host_->journal().store());
  ASSERT_TRUE(listed.ok());
  ASSERT_THAT(*listed, SizeIs(1));
  EXPECT_EQ(listed->front().check, "other");
  accepted(kKept);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_EQ(managed_text(), "");
}

// In the second phase nobody knows any more whether an alarm is kept.
TEST_F(Substitute, ItsFileIsNamedIfTheListCannotBeReadAnyMore) {
  start();
  put("somebody else's\n");
  upgrade();
  const std::string id = host_->suspend_without_guard();
  host_->upgrade_to("3");
  host_->settings().listener = [&](const std::string& told) {
    if (told != "reloading monit, then monitoring the rest") return;
    model::Disk::Text& list = host_->machine().disk.texts["drift"];
    list.now = "cut off";
    list.earlier.reset();
  };
  const ResumeOutcome outcome = resumed(id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_EQ(outcome.not_reloaded, "the list of alarms that are kept alive cannot be read");
  ASSERT_THAT(outcome.results.drift, SizeIs(1));
  EXPECT_EQ(outcome.results.drift[0].path, kKept);
  EXPECT_EQ(outcome.results.drift[0].substitute, "");
}

TEST_F(Substitute, TheGoodContentEndsItWithoutAnAlarm) {
  start();
  put("somebody else's\n");
  upgrade();
  put("mine\n");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

// Somebody had switched the dependent off before the alarm began, so it is none of what went off
// with the check.
TEST_F(Substitute, ItsEndLeavesADependentOffThatWasOffBeforeIt) {
  start(
      " if failed checksum for 8 cycles then unmonitor\n"
      "check file below path @HOST@/etc/settings\n depends on other\n");
  host_->administrator(MonitClient::Verb::unmonitor, "below");
  put("somebody else's\n");
  upgrade();
  ASSERT_EQ(host_->states(), "bin=on other=on below=off drift_other=on");
  put("mine\n");
  ASSERT_TRUE(goes_off("other"));
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on below=off");
}

// monit still has the dependency that the control file on disk has lost.
TEST_F(Substitute, ItsEndBringsBackWhatMonitTookAlong) {
  // The check must not go off before the reload.
  const std::string slowly = " if failed checksum for 8 cycles then unmonitor\n";
  const std::string below = "check file below path @HOST@/etc/settings\n";
  start(slowly + below + " depends on other\n");
  put("somebody else's\n");
  upgrade();
  ASSERT_EQ(host_->states(), "bin=on other=on below=on drift_other=on");
  host_->write_checks("check file bin path @HOST@/sbin/daemon\n" + std::string(kAlert) +
                      "check file other path @DIR@/kept\n" + slowly + below +
                      "include /etc/monit.d/*.conf\n");
  put("mine\n");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on below=on");
}

// monit runs the program as a check of its own, and a reload would kill it.
TEST_F(Substitute, MonitsOwnCheckLeavesTheEndToAGuard) {
  start();
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(hand_over().drifted, ElementsAre(kKept));
  EXPECT_THAT(host_->guards(), IsEmpty());
  put("mine\n");
  hand_over();
  EXPECT_THAT(host_->guards(), SizeIs(1));
  EXPECT_TRUE(host_->eventually([&] { return managed_text().empty(); }));
  EXPECT_TRUE(host_->becomes("bin=on other=on"));
  EXPECT_TRUE(silent("other"));
}

// The file changes to and fro: good when the program looks, bad when somebody else reloads monit.
TEST_F(Substitute, ABadBaselineIsNotLeftBecauseTheFileIsGoodAtTheMoment) {
  start();
  const std::string good = host_->baseline("other");
  const std::string id = host_->suspend_for(host_->manager());
  put("somebody else's\n");
  host_->reload_monit();
  ASSERT_NE(host_->baseline("other"), good);
  put("mine\n");
  EXPECT_THAT(resumed(id).results.drift, SizeIs(1));
  EXPECT_EQ(host_->baseline("other"), good);
  EXPECT_EQ(managed_text(), "");
}

// Another monit has a substitute check of its own, for its check with this name.
void let_another_monit_have(const std::string& check, const Journal& journal) {
  rules::SubstituteCheck other;
  other.name = "drift_" + check;
  other.check = check;
  other.path = "/x";
  other.digest = {Algorithm::md5, "d41d8cd98f00b204e9800998ecf8427e"};
  other.control_file = "/etc/another/monitrc";
  ASSERT_TRUE(write_substitutes(journal.store(), {other}).ok());
}

TEST_F(Substitute, AnAlarmOfAnotherMonitIsLeftAlone) {
  start();
  const Journal journal = host_->journal();
  let_another_monit_have("x", journal);
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(managed_text(), Not(HasSubstr("drift_x")));
  put("mine\n");
  recover_now();
  const auto left = read_substitutes(journal.store());
  ASSERT_TRUE(left.ok());
  ASSERT_THAT(*left, SizeIs(1));
  EXPECT_EQ(left->front().name, "drift_x");
}

// Two monits may have checks of one name.
TEST_F(Substitute, AnAlarmOfAnotherMonitWithTheSameNameStaysInTheList) {
  start();
  const Journal journal = host_->journal();
  let_another_monit_have("other", journal);
  put("somebody else's\n");
  upgrade();
  const auto listed = read_substitutes(journal.store());
  ASSERT_TRUE(listed.ok());
  std::vector<std::string> paths;
  for (const rules::SubstituteCheck& one : *listed) paths.push_back(one.path);
  EXPECT_THAT(paths, UnorderedElementsAre("/x", kKept));
}

// The resume has seen the wrong content.
TEST_F(Substitute, TheGuardEndsItIfTheGoodContentComesBackAfterTheResume) {
  start();
  put("somebody else's\n");
  upgrade();
  const std::string id = host_->suspend_for(host_->manager());
  const int guard = host_->journal().load(id)->guard_pid;
  host_->machine().scheduler.freeze(guard, 20 * model::kSecond);
  ASSERT_EQ(host_->resume(id)->finished, true);
  ASSERT_TRUE(host_->lives(guard));
  put("mine\n");
  ASSERT_TRUE(host_->await_end(guard));
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

TEST_F(Substitute, ACheckThatSwitchedItselfOffOverTheGoodContentComesBack) {
  // The check must not go off before the reload.
  start(" if failed checksum for 8 cycles then unmonitor\n");
  put("somebody else's\n");
  upgrade();
  ASSERT_EQ(host_->states(), "bin=on other=on drift_other=on");
  put("mine\n");
  ASSERT_TRUE(goes_off("other"));
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

// monit's cascade took `below` along. Somebody had switched `apart` off before.
TEST_F(Substitute, WhatWentOffWithSuchACheckComesBackToo) {
  start(
      " if failed checksum for 8 cycles then unmonitor\n"
      "check file below path @DIR@/monitrc\n depends on other\n"
      "check file apart path @DIR@/monitrc\n depends on other\n");
  host_->administrator(MonitClient::Verb::unmonitor, "apart");
  put("somebody else's\n");
  upgrade();
  ASSERT_EQ(host_->states(), "bin=on other=on below=on apart=off drift_other=on");
  put("mine\n");
  ASSERT_TRUE(goes_off("other"));
  ASSERT_EQ(host_->states(), "bin=on other=off below=off apart=off drift_other=on");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on below=on apart=off");
}

// The file changes once more after its check went off, as by chmod: its time tells nothing any
// more.
TEST_F(Substitute, ACheckOfWhichNobodyCanTellWhoSwitchedItOffIsNamedForAPerson) {
  start(" if failed checksum for 8 cycles then unmonitor\n");
  put("somebody else's\n");
  upgrade();
  put("mine\n");
  ASSERT_TRUE(goes_off("other"));
  host_->pass(std::chrono::seconds(2));
  put("mine\n");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=off");
  const auto sessions = host_->journal().all();
  ASSERT_THAT(sessions->sessions, SizeIs(1));
  EXPECT_EQ(sessions->sessions.front().state, SessionState::kept);
  EXPECT_THAT(sessions->sessions.front().find("other")->kept_reason,
              testing::HasSubstr("its own test or somebody"));
  ASSERT_TRUE(host_->resume(sessions->sessions.front().id).ok());
  EXPECT_EQ(host_->states(), "bin=on other=on");
}

TEST_F(Substitute, ACheckThatWasOffBeforeStaysOff) {
  start(kUnmonitor);
  put("somebody else's\n");
  ASSERT_TRUE(goes_off("other"));
  upgrade();
  EXPECT_TRUE(host_->alarms("drift_other"));
  put("mine\n");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=off");
}

TEST_F(Substitute, ABinaryThatWasReplacedAfterItsPackageShippedItIsWatchedWithItsAlarm) {
  start();
  const std::string id = host_->suspend_for(host_->manager());
  host_->upgrade_to("2");
  host_->write("sbin/daemon", "trojan\n");
  resumed(id);
  EXPECT_EQ(host_->states(), "bin=on other=on drift_bin=on");
  EXPECT_TRUE(host_->alarms("drift_bin"));
}

TEST_F(Substitute, WhatSomebodyElsesReloadBlessedIsAlarmedAbout) {
  start();
  const std::string id = host_->suspend_for(host_->manager());
  put("somebody else's\n");
  host_->reload_monit();
  resumed(id);
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->alarms("drift_other"));
}

// As if the resume that wrote the substitute check had died before its reload.
TEST_F(Substitute, AnAlarmThatMonitNeverGotIsPutBackThoughTheFileWentWithItsPackage) {
  start();
  alarm_about_the_binary_and_erase_it();
  host_->machine().included.texts.erase(kManaged);
  host_->reload_monit();
  ASSERT_EQ(host_->states(), "bin=off other=on");
  recover_now();
  EXPECT_EQ(host_->states(), "bin=off other=on drift_bin=on");
}

TEST_F(Substitute, AFileOfSomebodyElseIsLeftAlone) {
  start();
  host_->machine().included.texts[kManaged].now = "# mine\n";
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_FALSE(outcome.results.reloaded);
  ASSERT_THAT(outcome.kept, SizeIs(1));
  EXPECT_THAT(outcome.kept[0].reason, HasSubstr("was not made by monit-pkgmap"));
  EXPECT_EQ(managed_text(), "# mine\n");
}

TEST_F(Substitute, RefusingIsAPolicy) {
  start();
  host_->settings().policy.drift = rules::OnDrift::refuse;
  put("somebody else's\n");
  EXPECT_FALSE(upgrade().results.reloaded);
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(Substitute, AcceptingEverythingIsAPolicy) {
  start();
  host_->settings().policy.drift = rules::OnDrift::accept;
  put("somebody else's\n");
  EXPECT_TRUE(upgrade().results.reloaded);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

}  // namespace
}  // namespace pkgmap
