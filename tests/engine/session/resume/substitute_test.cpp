// Drift over a reload: a second check keeps the alarm alive, until the good content is back or
// somebody accepts the other. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/history.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const char* const kKept = "/etc/kept";
const char* const kManaged = "monit-pkgmap-drift.conf";
const char* const kAlert = " if failed checksum then alert\n";
const char* const kUnmonitor = " if failed checksum then unmonitor\n";

class Substitute : public testing::Test {
 protected:
  // `other` compares a file that no package owns.
  void start(const std::string& other = kAlert, const std::string& bin = kAlert) {
    host_ = std::make_unique<ModelSession>("check file bin path @HOST@/sbin/daemon\n" + bin +
                                           "check file other path @DIR@/kept\n" + other +
                                           "include /etc/monit.d/*.conf\n");
    put("mine\n");
    host_->reload_monit();
    host_->pass(std::chrono::seconds(3));
  }

  void put(const std::string& content) { host_->machine().put(kKept, content); }
  std::string managed_text() const {
    const auto& texts = host_->machine().included.texts;
    const auto found = texts.find(kManaged);
    return found == texts.end() ? std::string() : found->second.now;
  }

  ResumeOutcome resumed(const std::string& id) {
    auto outcome = host_->resume(id);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? std::move(*outcome) : ResumeOutcome{};
  }
  // A transaction that needs a reload.
  ResumeOutcome upgrade() {
    const std::string id = host_->suspend_without_guard();
    host_->upgrade_to("2");
    return resumed(id);
  }
  Result<Acceptance> accept_now(const std::string& path) {
    return host_->run([&](Host& machine) { return accept(host_->settings(), {path}, machine); });
  }
  Acceptance accepted(const std::string& path) {
    auto acceptance = accept_now(path);
    EXPECT_TRUE(acceptance.ok()) << acceptance.error().message;
    return acceptance ? std::move(*acceptance) : Acceptance{};
  }
  void recover_now() {
    const auto recovered =
        host_->run([&](Host& machine) { return recover(host_->settings(), machine); });
    EXPECT_TRUE(recovered.ok()) << recovered.error().message;
  }
  Stale hand_over() {
    const auto stale =
        host_->run([&](Host& machine) { return hand_over_to_guards(host_->settings(), machine); });
    EXPECT_TRUE(stale.ok()) << stale.error().message;
    return stale ? *stale : Stale{};
  }
  bool goes_off(const std::string& check) {
    return host_->eventually([&] { return !host_->monit().find(check)->on(); });
  }
  // monit looks at it twice and finds what it expects.
  bool silent(const std::string& check) {
    return !host_->alarms(check) && !host_->alarms(check) && host_->monit().find(check)->on();
  }

  std::unique_ptr<ModelSession> host_;
};

TEST_F(Substitute, AReloadKeepsTheAlarmAboutAKeptFile) {
  start();
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_TRUE(outcome.reloaded);
  EXPECT_THAT(outcome.kept, IsEmpty());
  ASSERT_THAT(outcome.drift, SizeIs(1));
  EXPECT_EQ(outcome.drift[0].path, kKept);
  const Journal journal = host_->journal();
  const auto history = read_history(journal.store());
  ASSERT_TRUE(history.ok());
  const Json& drift = history->sessions.back()["drift"];
  ASSERT_THAT(drift.items(), SizeIs(1));
  EXPECT_EQ(drift.items()[0]["kept_as"].string_or(""), "drift_other");
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(host_->alarms("drift_other"));
}

TEST_F(Substitute, TheSecondCheckExpectsTheOldContentAndDoesWhatTheFirstOneDid) {
  start(
      " if failed checksum then exec \"/bin/true loud\"\n"
      " alert root@localhost on { checksum }\n");
  put("somebody else's\n");
  upgrade();
  EXPECT_EQ(managed_text().substr(managed_text().find("\ncheck")),
            "\ncheck file drift_other with path \"/etc/kept\"\n"
            "  if not exist then alert\n"
            "  if failed checksum expect \"d92bf619dc8282f474be4bfbce48183f\" then exec "
            "\"/bin/true loud\"\n"
            "  alert root@localhost on { checksum }\n");
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

// As monit's own check asks: a reload would kill the program that asks.
TEST_F(Substitute, MonitsOwnCheckLeavesTheEndToAGuard) {
  start();
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(hand_over().adrift, ElementsAre(kKept));
  EXPECT_THAT(host_->guards(), IsEmpty());
  put("mine\n");
  hand_over();
  EXPECT_THAT(host_->guards(), SizeIs(1));
  EXPECT_TRUE(host_->eventually([&] { return managed_text().empty(); }));
  EXPECT_TRUE(host_->becomes("bin=on other=on"));
  EXPECT_TRUE(silent("other"));
}

// The file toggles: good at the moment of our look, bad when somebody else made monit read it.
TEST_F(Substitute, ABadBaselineIsNotLeftBecauseTheFileIsGoodAtTheMoment) {
  start();
  const std::string good = host_->baseline("other");
  const std::string id = host_->suspend_for(host_->manager());
  put("somebody else's\n");
  host_->reload_monit();
  ASSERT_NE(host_->baseline("other"), good);
  put("mine\n");
  EXPECT_THAT(resumed(id).drift, SizeIs(1));
  EXPECT_EQ(host_->baseline("other"), good);
  EXPECT_EQ(managed_text(), "");
}

TEST_F(Substitute, AnAlarmOfAnotherMonitIsLeftAlone) {
  start();
  rules::SubstituteCheck other;
  other.name = "drift_x";
  other.check = "x";
  other.path = "/x";
  other.algorithm = "md5";
  other.digest = "d41d8cd98f00b204e9800998ecf8427e";
  other.control_file = "/etc/another/monitrc";
  const Journal journal = host_->journal();
  ASSERT_TRUE(write_substitutes(journal.store(), {other}).ok());
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

TEST_F(Substitute, AnAlarmWhoseFirstCheckIsGoneCanBeAccepted) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "include /etc/monit.d/*.conf\n");
  accepted(kKept);
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=on");
}

// Without it every reload would be refused for ever.
TEST_F(Substitute, WhereTheIncludeIsGoneAcceptingEndsTheAlarm) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file other path @DIR@/kept\n if failed checksum then alert\n");
  const Acceptance acceptance = accepted(kKept);
  ASSERT_TRUE(acceptance.outcome.has_value());
  EXPECT_TRUE(acceptance.outcome->reloaded) << acceptance.outcome->not_reloaded;
  const Journal journal = host_->journal();
  EXPECT_THAT(read_substitutes(journal.store()).value(), IsEmpty());
}

TEST_F(Substitute, ACheckThatSwitchedItselfOffOverTheGoodContentComesBack) {
  // Not before the reload.
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

TEST_F(Substitute, WhatAnAdministratorAcceptsIsTheNewBaseline) {
  start();
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(accepted(kKept).files, SizeIs(1));
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

TEST_F(Substitute, WhatIsAcceptedNeedsNoAlarmThatIsKeptAlive) {
  start();
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  accepted(kKept);
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

// As after an upgrade without a hook.
TEST_F(Substitute, ACheckThatSwitchedItselfOffOverWhatItsPackageShippedIsRecovered) {
  start(kAlert, kUnmonitor);
  host_->upgrade_to("2");
  ASSERT_TRUE(goes_off("bin"));
  const Acceptance acceptance = accepted(host_->path("sbin/daemon"));
  ASSERT_THAT(acceptance.files, SizeIs(1));
  EXPECT_TRUE(acceptance.files[0].switched_on);
  EXPECT_FALSE(acceptance.files[0].drifted);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("bin"));
}

TEST_F(Substitute, ACheckThatSomebodySwitchedOffIsNotRecovered) {
  start(kAlert, kUnmonitor);
  host_->administrator(MonitClient::Verb::unmonitor, "bin");
  host_->upgrade_to("2");
  accepted(host_->path("sbin/daemon"));
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(Substitute, NothingIsAcceptedThatNoCheckCompares) {
  start();
  const auto acceptance = accept_now("/etc/hostname");
  ASSERT_FALSE(acceptance.ok());
  EXPECT_EQ(acceptance.error().code, ErrorCode::usage);
}

TEST_F(Substitute, WhoNamesACheckIsToldItsPath) {
  start();
  const auto acceptance = accept_now("/root/other");
  ASSERT_FALSE(acceptance.ok());
  EXPECT_EQ(acceptance.error().hint, "the path of the check 'other' is /etc/kept");
}

TEST_F(Substitute, AcceptingWhatIsAsItShouldBeDoesNothing) {
  start();
  const Acceptance acceptance = accepted(kKept);
  EXPECT_THAT(acceptance.untouched, ElementsAre(kKept));
  EXPECT_FALSE(acceptance.outcome.has_value());
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

TEST_F(Substitute, AFileOfSomebodyElseIsLeftAlone) {
  start();
  host_->machine().included.texts[kManaged].now = "# mine\n";
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_FALSE(outcome.reloaded);
  ASSERT_THAT(outcome.kept, SizeIs(1));
  EXPECT_THAT(outcome.kept[0].reason, HasSubstr("was not made by monit-pkgmap"));
  EXPECT_EQ(managed_text(), "# mine\n");
}

TEST_F(Substitute, RefusingIsAPolicy) {
  start();
  host_->settings().policy.drift = rules::OnDrift::refuse;
  put("somebody else's\n");
  EXPECT_FALSE(upgrade().reloaded);
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(Substitute, AcceptingEverythingIsAPolicy) {
  start();
  host_->settings().policy.drift = rules::OnDrift::accept;
  put("somebody else's\n");
  EXPECT_TRUE(upgrade().reloaded);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

}  // namespace
}  // namespace pkgmap
