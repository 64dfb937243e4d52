// Drift over a reload: a second check keeps the alarm alive, until the good content is back or
// somebody accepts the other.
#include <signal.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/carried_drift.hpp"
#include "engine/journal/history.hpp"
#include "engine/session/guard/heal.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/session_host.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Carry : public testing::Test {
 protected:
  // `other` compares a file that no package owns.
  void start(const std::string& other = " if failed checksum then alert\n",
             const std::string& bin = " if failed checksum then alert\n") {
    const std::string folder = files_.file("monit.d");
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    files_.write("kept", "mine\n");
    host_ = std::make_unique<SessionHost>("check file bin path @HOST@/sbin/daemon\n" + bin +
                                          "check file other path " + files_.file("kept") + "\n" +
                                          other + "include " + folder + "/*.conf\n");
    ASSERT_TRUE(test::eventually([&] {
      const auto page = host_->client().baseline("other");
      return page && *page;
    }));
  }

  void put(const std::string& content) { files_.write("kept", content); }
  std::string managed() const { return files_.file("monit.d/monit-pkgmap-drift.conf"); }
  std::string managed_text() const {
    return std::filesystem::exists(managed()) ? test::read_file(managed()) : std::string();
  }

  // A transaction that needs a reload.
  ResumeOutcome upgrade() {
    const std::string id = host_->suspend_without_guard();
    host_->upgrade_to("2");
    auto outcome = host_->resume(id);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? *outcome : ResumeOutcome{};
  }
  // monit has looked at it since, and says that its content is not the one that it expects.
  bool alarms(const std::string& check) {
    return test::eventually([&] {
      const auto status = host_->client().status();
      const status::Service* service = status ? status->find(check) : nullptr;
      return service && (service->status & 1) != 0;
    });
  }
  bool silent(const std::string& check) {
    std::int64_t before = -1;
    for (int looks = 0; looks < 2; ++looks) {
      const auto looked = [&] {
        const auto status = host_->client().status();
        const status::Service* service = status ? status->find(check) : nullptr;
        return service && service->collected_usec > before;
      };
      if (before >= 0 && !test::eventually(looked)) return false;
      const auto status = host_->client().status();
      const status::Service* service = status ? status->find(check) : nullptr;
      if (!service || (service->status & 1) != 0 || !service->monitored()) return false;
      before = service->collected_usec;
    }
    return true;
  }

  test::TemporaryDirectory files_;
  std::unique_ptr<SessionHost> host_;
};

TEST_F(Carry, AReloadKeepsTheAlarmAboutAKeptFile) {
  start();
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_TRUE(outcome.reloaded);
  EXPECT_THAT(outcome.kept, IsEmpty());
  ASSERT_EQ(outcome.drift.size(), 1U);
  EXPECT_EQ(outcome.drift[0].path, files_.file("kept"));
  const auto history = read_history(host_->journal().store());
  ASSERT_TRUE(history.ok());
  const Json& drift = history->sessions.back()["drift"];
  ASSERT_EQ(drift.items().size(), 1U);
  EXPECT_EQ(drift.items()[0]["kept_as"].string_or(""), "drift_other");
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(alarms("drift_other"));
}

TEST_F(Carry, TheSecondCheckExpectsTheOldContentAndDoesWhatTheFirstOneDid) {
  start(
      " if failed checksum then exec \"/bin/true loud\"\n"
      " alert root@localhost on { checksum }\n");
  put("somebody else's\n");
  upgrade();
  EXPECT_EQ(managed_text().substr(managed_text().find("\ncheck")),
            "\ncheck file drift_other with path \"" + files_.file("kept") +
                "\"\n"
                "  if not exist then alert\n"
                "  if failed checksum expect \"d92bf619dc8282f474be4bfbce48183f\" then exec "
                "\"/bin/true loud\"\n"
                "  alert root@localhost on { checksum }\n");
}

TEST_F(Carry, TheGoodContentEndsItWithoutAnAlarm) {
  start();
  put("somebody else's\n");
  upgrade();
  put("mine\n");
  const auto recovered = recover(host_->settings());
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

// As monit's own check asks: a reload would kill the program that asks.
TEST_F(Carry, MonitsOwnCheckLeavesTheEndToAGuard) {
  start();
  put("somebody else's\n");
  upgrade();
  const auto still = hand_over_to_guards(host_->settings());
  ASSERT_TRUE(still.ok()) << still.error().message;
  EXPECT_THAT(still->adrift, ElementsAre(files_.file("kept")));
  put("mine\n");
  ASSERT_TRUE(hand_over_to_guards(host_->settings()).ok());
  EXPECT_TRUE(test::eventually([&] { return managed_text().empty(); }));
  EXPECT_TRUE(host_->becomes("bin=on other=on"));
  EXPECT_TRUE(silent("other"));
}

// The file toggles: good at the moment of our look, bad when somebody else made monit read it.
TEST_F(Carry, ABadBaselineIsNotLeftBecauseTheFileIsGoodAtTheMoment) {
  start();
  const std::string good = host_->client().baseline("other").value()->digest;
  const std::string id = host_->suspend_for(::getpid());
  put("somebody else's\n");
  ::kill(host_->monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host_->client().baseline("other");
    return page && *page && (*page)->digest != good;
  }));
  put("mine\n");
  const auto outcome = host_->resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_->client().baseline("other").value()->digest, good);
  EXPECT_THAT(outcome->drift, testing::SizeIs(1));
  EXPECT_EQ(managed_text(), "");
}

TEST_F(Carry, AnAlarmOfAnotherMonitIsLeftAlone) {
  start();
  rules::CarriedDrift other;
  other.name = "drift_x";
  other.check = "x";
  other.path = "/x";
  other.algorithm = "md5";
  other.digest = "d41d8cd98f00b204e9800998ecf8427e";
  other.control_file = "/etc/another/monitrc";
  const Journal journal = host_->journal();
  ASSERT_TRUE(write_carried(journal.store(), {other}).ok());
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(managed_text(), Not(HasSubstr("drift_x")));
  put("mine\n");
  ASSERT_TRUE(recover(host_->settings()).ok());
  const auto left = read_carried(journal.store());
  ASSERT_TRUE(left.ok());
  ASSERT_EQ(left->size(), 1U);
  EXPECT_EQ(left->front().name, "drift_x");
}

TEST_F(Carry, AnAlarmWhoseFirstCheckIsGoneCanBeAccepted) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "include " +
      files_.file("monit.d") + "/*.conf\n");
  const auto accepted = accept(host_->settings(), {files_.file("kept")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=on");
}

// Without it every reload would be refused for ever.
TEST_F(Carry, WhereTheIncludeIsGoneAcceptingEndsTheAlarm) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file other path " +
      files_.file("kept") + "\n if failed checksum then alert\n");
  const auto accepted = accept(host_->settings(), {files_.file("kept")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  ASSERT_TRUE(accepted->outcome.has_value());
  EXPECT_TRUE(accepted->outcome->reloaded) << accepted->outcome->not_reloaded;
  EXPECT_THAT(read_carried(host_->journal().store()).value(), IsEmpty());
}

TEST_F(Carry, ACheckThatSwitchedItselfOffOverTheGoodContentComesBack) {
  // Not before the reload.
  start(" if failed checksum for 8 cycles then unmonitor\n");
  put("somebody else's\n");
  upgrade();
  ASSERT_EQ(host_->states(), "bin=on other=on drift_other=on");
  put("mine\n");
  ASSERT_TRUE(
      test::eventually([&] { return host_->states().find("other=off") != std::string::npos; }));
  const auto recovered = recover(host_->settings());
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

TEST_F(Carry, ACheckThatWasOffBeforeStaysOff) {
  start(" if failed checksum then unmonitor\n");
  put("somebody else's\n");
  ASSERT_TRUE(
      test::eventually([&] { return host_->states().find("other=off") != std::string::npos; }));
  upgrade();
  EXPECT_TRUE(alarms("drift_other"));
  put("mine\n");
  ASSERT_TRUE(recover(host_->settings()).ok());
  EXPECT_EQ(host_->states(), "bin=on other=off");
}

TEST_F(Carry, WhatAnAdministratorAcceptsIsTheNewBaseline) {
  start();
  put("somebody else's\n");
  upgrade();
  const auto accepted = accept(host_->settings(), {files_.file("kept")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  ASSERT_EQ(accepted->files.size(), 1U);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

TEST_F(Carry, WhatIsAcceptedNeedsNoAlarmThatIsKeptAlive) {
  start();
  put("somebody else's\n");
  ASSERT_TRUE(alarms("other"));
  const auto accepted = accept(host_->settings(), {files_.file("kept")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  EXPECT_TRUE(silent("other"));
}

// As after an upgrade without a hook.
TEST_F(Carry, ACheckThatSwitchedItselfOffOverWhatItsPackageShippedIsHealed) {
  start(" if failed checksum then alert\n", " if failed checksum then unmonitor\n");
  host_->upgrade_to("2");
  ASSERT_TRUE(
      test::eventually([&] { return host_->states().find("bin=off") != std::string::npos; }));
  const auto accepted = accept(host_->settings(), {host_->path("sbin/daemon")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  ASSERT_EQ(accepted->files.size(), 1U);
  EXPECT_TRUE(accepted->files[0].switched_on);
  EXPECT_FALSE(accepted->files[0].drifted);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("bin"));
}

TEST_F(Carry, ACheckThatSomebodySwitchedOffIsNotHealed) {
  start(" if failed checksum then alert\n", " if failed checksum then unmonitor\n");
  host_->administrator(MonitClient::Verb::unmonitor, "bin");
  host_->upgrade_to("2");
  const auto accepted = accept(host_->settings(), {host_->path("sbin/daemon")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(Carry, NothingIsAcceptedThatNoCheckCompares) {
  start();
  const auto accepted = accept(host_->settings(), {"/etc/hostname"});
  ASSERT_FALSE(accepted.ok());
  EXPECT_EQ(accepted.error().code, ErrorCode::usage);
}

TEST_F(Carry, WhoNamesACheckIsToldItsPath) {
  start();
  const auto accepted = accept(host_->settings(), {"/root/other"});
  ASSERT_FALSE(accepted.ok());
  EXPECT_EQ(accepted.error().hint, "the path of the check 'other' is " + files_.file("kept"));
}

TEST_F(Carry, AcceptingWhatIsAsItShouldBeDoesNothing) {
  start();
  const auto accepted = accept(host_->settings(), {files_.file("kept")});
  ASSERT_TRUE(accepted.ok()) << accepted.error().message;
  EXPECT_THAT(accepted->untouched, ElementsAre(files_.file("kept")));
  EXPECT_FALSE(accepted->outcome.has_value());
}

TEST_F(Carry, ABinaryThatWasReplacedAfterItsPackageShippedItIsWatchedWithItsAlarm) {
  start();
  const std::string id = host_->suspend_for(::getpid());
  host_->upgrade_to("2");
  host_->write("sbin/daemon", "trojan\n");
  const auto outcome = host_->resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_->states(), "bin=on other=on drift_bin=on");
  EXPECT_TRUE(alarms("drift_bin"));
}

TEST_F(Carry, WhatSomebodyElsesReloadBlessedIsAlarmedAbout) {
  start();
  const std::string id = host_->suspend_for(::getpid());
  put("somebody else's\n");
  const auto before = host_->client().baseline("other").value()->digest;
  ::kill(host_->monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host_->client().baseline("other");
    return page && *page && (*page)->digest != before;
  }));
  const auto outcome = host_->resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_->states(), "bin=on other=on drift_other=on");
  EXPECT_TRUE(alarms("drift_other"));
}

TEST_F(Carry, AFileOfSomebodyElseIsLeftAlone) {
  start();
  files_.write("monit.d/monit-pkgmap-drift.conf", "# mine\n");
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_FALSE(outcome.reloaded);
  ASSERT_EQ(outcome.kept.size(), 1U);
  EXPECT_THAT(outcome.kept[0].reason, HasSubstr("was not made by monit-pkgmap"));
  EXPECT_EQ(managed_text(), "# mine\n");
}

TEST_F(Carry, RefusingIsAPolicy) {
  start();
  host_->decide("drift: refuse");
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_FALSE(outcome.reloaded);
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(Carry, TheGuardRefusesWhereThePolicyFileDoes) {
  start();
  host_->decide("drift: refuse");
  put("somebody else's\n");
  test::SleepingProcess manager;
  const std::string id = host_->suspend_for(manager.pid());
  host_->upgrade_to("2");
  manager.kill();
  host_->await_guards();
  EXPECT_EQ(host_->states(), "bin=off other=on");
  EXPECT_EQ(host_->journal().load(id)->phase, Phase::kept);
  EXPECT_EQ(managed_text(), "");
}

TEST_F(Carry, AcceptingEverythingIsAPolicy) {
  start();
  host_->decide("drift: accept");
  put("somebody else's\n");
  const ResumeOutcome outcome = upgrade();
  EXPECT_TRUE(outcome.reloaded);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
}

}  // namespace
}  // namespace pkgmap
