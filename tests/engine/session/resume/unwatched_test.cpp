// Drift that came while no check watched: because the check was off, or because monit was started
// anew. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "tests/engine/session/resume/substitute_fixture.hpp"

namespace pkgmap {
namespace {

using test::kAlert;
using test::kKept;
using test::kManaged;
using test::ModelSession;
using test::Substitute;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A check that somebody switched off raises no alarm; the drift is reported when somebody monitors
// the check.
class CarryOfACheckThatIsOff : public Substitute {
 protected:
  void edit_while_off(const std::string& other) {
    start(other);
    resumed(host_->suspend_without_guard());
    host_->pass(std::chrono::seconds(3));
    hand_over();
    host_->administrator(MonitClient::Verb::unmonitor, "other");
    put("somebody else's\n");
    outcome_ = upgrade();
  }

  ResumeOutcome outcome_;
};

TEST_F(CarryOfACheckThatIsOff, NoAlarmBegins) {
  edit_while_off(" if failed checksum then exec \"/bin/true loud\"\n");
  EXPECT_TRUE(outcome_.results.reloaded);
  EXPECT_THAT(outcome_.results.drift, IsEmpty());
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=on other=off");
}

TEST_F(CarryOfACheckThatIsOff, WhatCameMeanwhileIsToldOnceItIsMonitored) {
  for (const char* other : {kAlert, " if changed checksum then alert\n"}) {
    edit_while_off(other);
    host_->administrator(MonitClient::Verb::monitor, "other");
    host_->pass(std::chrono::seconds(3));
    hand_over();
    EXPECT_TRUE(host_->becomes("bin=on other=on drift_other=on")) << other;
    EXPECT_TRUE(host_->alarms("drift_other")) << other;
  }
}

// With the reload monit would forget what the file should have, and nobody else would know.
TEST_F(CarryOfACheckThatIsOff, WithoutARecordOnDiskThereIsNoReload) {
  start();
  host_->administrator(MonitClient::Verb::unmonitor, "other");
  const std::string id = host_->suspend_without_guard();
  host_->upgrade_to("2");
  const std::string baseline = host_->baseline("other");
  host_->machine().disk.texts.erase(kContentsFile);
  host_->machine().set_disturber([](std::string_view step) {
    return step == "state.write" ? Done(Error{ErrorCode::failed, "No space left on device"})
                                 : done();
  });
  put("somebody else's\n");
  const ResumeOutcome refused = resumed(id);
  EXPECT_FALSE(refused.results.reloaded);
  EXPECT_EQ(refused.not_reloaded,
            "the good content of /etc/kept cannot be recorded: No space left on device");
  EXPECT_EQ(host_->baseline("other"), baseline);
  EXPECT_EQ(host_->states(), "bin=off other=off");
  host_->machine().set_disturber([](std::string_view) { return done(); });
  EXPECT_TRUE(resumed(id).results.reloaded);
  EXPECT_EQ(host_->states(), "bin=on other=off");
  host_->administrator(MonitClient::Verb::monitor, "other");
  host_->pass(std::chrono::seconds(3));
  hand_over();
  EXPECT_TRUE(host_->becomes("bin=on other=on drift_other=on")) << host_->states();
}

// The transaction changes monit's own package: it suspends no check, but monit starts anew.
class CarryOverMonitsRestart : public Substitute {
 protected:
  std::string suspend_for_monit() {
    Transaction transaction = ModelSession::transaction(host_->manager());
    for (TransactionItem& item : transaction.items) item.package.name = "monit";
    const auto outcome =
        host_->run([&](Host& machine) { return suspend(host_->settings(), transaction, machine); });
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    if (!outcome) return {};
    EXPECT_THAT(outcome->suspended, IsEmpty());
    return outcome->session.value_or("");
  }
  void restart_monit() {
    host_->stop_monit();
    host_->start_monit();
    host_->pass(std::chrono::seconds(3));
  }
};

TEST_F(CarryOverMonitsRestart, ALiveAlarmGoesOn) {
  start();
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  const std::string id = suspend_for_monit();
  ASSERT_NE(id, "");
  restart_monit();
  ASSERT_FALSE(host_->alarms("other"));
  EXPECT_THAT(resumed(id).results.drift, SizeIs(1));
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->alarms("drift_other"));
}

TEST_F(CarryOverMonitsRestart, WithoutDriftNothingHappens) {
  start();
  const std::string id = suspend_for_monit();
  restart_monit();
  const ResumeOutcome outcome = resumed(id);
  EXPECT_FALSE(outcome.results.reloaded);
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  EXPECT_FALSE(host_->journal().has(id));
}

TEST_F(CarryOverMonitsRestart, AFileOfAKeptChangedTestThatWasTamperedWithIsAlarmedAbout) {
  start(" if changed checksum then alert\n");
  const std::string id = suspend_for_monit();
  put("somebody else's\n");
  restart_monit();
  EXPECT_THAT(resumed(id).results.drift, SizeIs(1));
  EXPECT_TRUE(host_->alarms("drift_other"));
}

// monit starts anew without a session: after a reboot, by an administrator, by a package manager
// without a hook.
TEST_F(CarryOverMonitsRestart, TheShippedCheckSeesToALiveAlarm) {
  start();
  resumed(host_->suspend_without_guard());
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  restart_monit();
  EXPECT_THAT(hand_over().drifted, ElementsAre(kKept));
  host_->await_guards();
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->alarms("drift_other"));
}

TEST_F(CarryOverMonitsRestart, RecoverSeesToALiveAlarm) {
  start();
  resumed(host_->suspend_without_guard());
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  restart_monit();
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
}

// Its suspend was killed before a guard ran, so no check is suspended and nobody will resume it.
TEST_F(CarryOverMonitsRestart, RecoverSeesToALiveAlarmBesideASessionThatNeverBegan) {
  start();
  resumed(host_->suspend_without_guard());
  SessionRecord dead;
  dead.id = "00000000deadbeef";
  dead.state = SessionState::suspending;
  dead.pid = host_->manager();
  dead.checks.push_back({"bin", false, {"hosted"}, {}, {}});
  ASSERT_TRUE(host_->journal().save(dead).ok());
  put("somebody else's\n");
  restart_monit();
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_FALSE(host_->journal().has(dead.id));
}

TEST_F(CarryOverMonitsRestart, TheNextTransactionSeesToALiveAlarm) {
  start();
  resumed(host_->suspend_without_guard());
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  restart_monit();
  resumed(host_->suspend_for(host_->manager()));
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
}

// monit reported the change and took the content as its new reference: a later restart makes it no
// drift.
TEST_F(CarryOverMonitsRestart, WhatMonitItselfToldOfIsOver) {
  start(" if changed checksum then alert\n");
  resumed(host_->suspend_without_guard());
  host_->pass(std::chrono::seconds(3));
  hand_over();
  put("edited\n");
  host_->pass(std::chrono::seconds(3));
  hand_over();
  restart_monit();
  EXPECT_THAT(hand_over().drifted, IsEmpty());
  EXPECT_EQ(host_->states(), "bin=on other=on");
}

// Somebody removed the file with the substitute checks, and monit has read its control file since.
TEST_F(CarryOverMonitsRestart, AnAlarmThatMonitLostIsPutBack) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->machine().included.texts.erase(kManaged);
  host_->reload_monit();
  ASSERT_EQ(host_->states(), "bin=on other=on");
  hand_over();
  host_->await_guards();
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
}

}  // namespace
}  // namespace pkgmap
