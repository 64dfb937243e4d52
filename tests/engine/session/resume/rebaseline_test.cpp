// New baselines: only what packages shipped, and nothing blessed by the way (P4).
#include <signal.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/signing.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::SessionHost;
using testing::HasSubstr;

const char* const kChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n"
    "check file upper path @DIR@/monitrc\n depends on bin\n"
    "check file other path @HOST@/run/unpackaged\n if failed checksum then alert\n";

// As somebody else would; until monit's page of the check shows another digest than `before`.
void reread(SessionHost& host, const std::string& check, const std::string& before) {
  ::kill(host.monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host.client().baseline(check);
    return page && *page && (*page)->digest != before;
  }));
}

std::string with_other(SessionHost& host) {
  host.write("run/unpackaged", "mine\n");
  reread(host, "other", "");
  return host.suspend_without_guard();
}

// Whether monit's next look at the check finds another checksum than its baseline.
bool alarms(SessionHost& host, const std::string& check) {
  const auto collected = [&] { return host.client().status()->find(check)->collected_usec; };
  const auto before = collected();
  EXPECT_TRUE(test::eventually([&] { return collected() > before; }));
  return (host.client().status()->find(check)->status & 1) != 0;
}

TEST(Rebaseline, WhatThePackageShippedBecomesTheBaseline) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_TRUE(outcome->drift.empty());
  ASSERT_EQ(outcome->baselines.size(), 1U);
  EXPECT_EQ(outcome->baselines[0].path, host.path("sbin/daemon"));
  EXPECT_EQ(outcome->baselines[0].package, "hosted-2-1.noarch");
  EXPECT_EQ(outcome->baselines[0].signature, "digest");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
  EXPECT_FALSE(alarms(host, "bin"));
}

TEST(Rebaseline, WhereASignatureIsRequiredAnUnsignedPackageGivesNoBaseline) {
  SessionHost host(kChecks);
  host.decide("require_signature: yes");
  const std::string id = with_other(host);
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  ASSERT_FALSE(outcome->kept.empty());
  EXPECT_EQ(outcome->kept[0].reason,
            host.path("sbin/daemon") +
                " is as hosted-2-1.noarch has it, but hosted-2-1.noarch is "
                "not signed by a key that rpm knows");

  // The same package, signed, and then its key.
  const test::SigningKey key("known");
  const std::string rpm = test::copy_of(std::string(PKGMAP_HOSTED_RPMS) + "/hosted-2-1.noarch.rpm",
                                        host.monit().directory(), "signed.rpm");
  key.sign(rpm);
  host.upgrade_record(rpm);
  EXPECT_FALSE(host.resume(id)->kept.empty());
  key.import_into(host.settings().dbpath);
  const auto healed = host.resume(id);
  ASSERT_TRUE(healed.ok()) << healed.error().message;
  EXPECT_TRUE(healed->kept.empty());
  ASSERT_EQ(healed->baselines.size(), 1U);
  EXPECT_EQ(healed->baselines[0].signature, "key");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, AnUnchangedFileNeedsNoReload) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
}

TEST(Rebaseline, TheControlFileMayAskForAnotherAlgorithmMeanwhile) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  std::string checks = kChecks;
  checks.replace(checks.find("failed checksum"), 15, "failed sha1 checksum");
  host.write_checks(checks);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_TRUE(outcome->kept.empty());
  EXPECT_EQ(host.client().baseline("bin").value()->type, "SHA1");
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, DriftOfTheCheckItselfKeepsItAndWhatIsBelow) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("sbin/daemon", "evil\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  ASSERT_EQ(outcome->kept.size(), 2U);
  EXPECT_EQ(outcome->kept[0].reason, host.path("sbin/daemon") + " is not what its package shipped");
  EXPECT_EQ(outcome->kept[1].reason, "its prerequisite 'bin' stays suspended");
}

TEST(Rebaseline, DriftOfAKeptFileStopsTheReloadUntilItIsHealed) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/unpackaged", "evil\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  ASSERT_EQ(outcome->drift.size(), 1U);
  EXPECT_EQ(outcome->drift[0].check, "other");
  EXPECT_EQ(host.states(), "bin=off settings=on upper=off other=on");
  EXPECT_THAT(outcome->kept.at(0).reason, HasSubstr("monit would accept"));

  host.write("run/unpackaged", "mine\n");
  const auto healed = host.resume(id);
  ASSERT_TRUE(healed.ok()) << healed.error().message;
  EXPECT_TRUE(healed->kept.empty());
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

// Killed between the reload and the monitor: whoever comes next sees on monit's pages that it is
// done.
// monit shows the digest of `if changed checksum` only while the check is on and well.
TEST(Rebaseline, WhatMonitHidesIsKnownFromAnEarlierSession) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file mine path @HOST@/run/unpackaged\n if changed checksum then alert\n");
  host.write("run/unpackaged", "mine\n");
  ASSERT_TRUE(test::eventually([&] {
    const auto status = host.client().status();
    return status && !status->find("mine")->checksum.empty() && status->find("mine")->status == 0;
  }));
  const std::string first = host.suspend_for(::getpid());
  host.upgrade_to("2");
  ASSERT_TRUE(host.resume(first)->reloaded);
  host.administrator(MonitClient::Verb::unmonitor, "mine");
  const std::string second = host.suspend_for(::getpid());
  host.upgrade_to("1");
  const auto outcome = host.resume(second);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_TRUE(outcome->drift.empty());
}

TEST(Rebaseline, ASecondReloadIsNotNeededAfterTheFirst) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  ::kill(host.monit().pid(), SIGHUP);
  const auto before = host.client().baseline("bin").value();
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host.client().baseline("bin");
    return page && *page && (*page)->digest != before->digest;
  }));
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_TRUE(outcome->drift.empty());
  EXPECT_EQ(host.states(), "bin=on settings=on upper=on other=on");
}

TEST(Rebaseline, WhatSomebodyElsesReloadBlessedIsDrift) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  const auto before = host.client().baseline("other").value();
  host.write("run/unpackaged", "evil\n");
  ::kill(host.monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host.client().baseline("other");
    return page && *page && (*page)->digest != before->digest;
  }));
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_EQ(outcome->drift.size(), 1U);
  EXPECT_EQ(outcome->drift[0].check, "other");
}

TEST(Rebaseline, WhatSomebodyElsesReloadBlessedOfASuspendedCheckStaysNamed) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  const auto before = host.client().baseline("settings").value();
  host.write("etc/settings", "evil\n");
  reread(host, "settings", before->digest);
  // A reload of our own, for the other check, must not make it forgotten.
  host.upgrade_to("2");
  host.write("etc/settings", "evil\n");
  const std::string reason =
      host.path("etc/settings") + " changed, and monit was made to accept it";
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_EQ(host.states(), "bin=on settings=off upper=on other=on");
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].reason, reason);

  const auto again = host.resume(id);
  ASSERT_TRUE(again.ok()) << again.error().message;
  ASSERT_EQ(again->kept.size(), 1U);
  EXPECT_EQ(again->kept[0].reason, reason);
  EXPECT_EQ(host.journal().load(id)->find("settings")->kept_reason, reason);
}

// The old content was monit's baseline once, but is no longer: a journal that is as old must not
// bless it.
TEST(Rebaseline, WhatMonitHeldLongAgoIsDriftToday) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/unpackaged", "evil\n");
  ASSERT_TRUE(host.resume(id).ok());
  ASSERT_EQ(host.journal().load(id)->phase, Phase::kept);
  // The administrator accepts another content, then the one of the journal comes back.
  host.write("run/unpackaged", "new\n");
  host.write("sbin/daemon", "daemon 1\n");
  const auto before = host.client().baseline("other").value();
  ::kill(host.monit().pid(), SIGHUP);
  ASSERT_TRUE(test::eventually([&] {
    const auto page = host.client().baseline("other");
    return page && *page && (*page)->digest != before->digest;
  }));
  host.write("run/unpackaged", "mine\n");
  host.write("sbin/daemon", "daemon 2\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_FALSE(outcome->drift.empty());
}

TEST(Rebaseline, ACheckWhosePathMovedIsJudgedByTheNewFile) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.write("run/elsewhere", "mine\n");
  std::string moved = kChecks;
  moved.replace(moved.find("run/unpackaged"), 14, "run/elsewhere");
  host.write_checks(moved);
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  ASSERT_EQ(outcome->drift.size(), 1U);
  EXPECT_EQ(outcome->drift[0].state, ContentState::unknown);
  EXPECT_EQ(outcome->kept.at(0).reason, host.path("run/elsewhere") + " has no known baseline");
}

// Nobody knows what monit compares with: it is monitored, and monit itself reports what it finds.
TEST(Rebaseline, AnUnknownBaselineOfAnUnpackagedFileKeepsNothingSuspended) {
  SessionHost host(
      "check file bin path @HOST@/sbin/daemon\n"
      "check file below path @HOST@/run/unpackaged\n if changed checksum then alert\n"
      "  depends on bin\n");
  host.write("run/unpackaged", "mine\n");
  const std::string id = host.suspend_for(::getpid());
  SessionRecord record = host.journal().load(id).value();
  record.baselines.at(0).digest.clear();
  ASSERT_TRUE(host.journal().save(record).ok());
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->kept.empty());
  EXPECT_EQ(host.states(), "bin=on below=on");
}

// `foo` was a package that the same transaction removed; its file went with it.
class RebaselineAfterARemoval : public testing::Test {
 protected:
  RebaselineAfterARemoval()
      : host_(
            "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
            "check file foo path @HOST@/run/foo\n if failed checksum then alert\n"
            "  depends on bin\n") {
    host_.write("run/foo", "foo\n");
    reread(host_, "foo", "");
    id_ = host_.suspend_for(::getpid());
    record_ = host_.journal().load(id_).value();
    for (SuspendedCheck& check : record_.checks) {
      if (check.name == "foo") check.packages = {"foo"};
    }
    save(record_);
    host_.upgrade_to("2");
  }

  void save(const SessionRecord& record) { ASSERT_TRUE(host_.journal().save(record).ok()); }

  SessionHost host_;
  std::string id_;
  SessionRecord record_;
};

TEST_F(RebaselineAfterARemoval, TheFileThatWentStopsNoReload) {
  host_.remove("run/foo");
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_TRUE(outcome->drift.empty());
  EXPECT_EQ(host_.states(), "bin=on foo=off");
  ASSERT_EQ(outcome->kept.size(), 1U);
  EXPECT_EQ(outcome->kept[0].reason, "its package foo is gone");
}

TEST_F(RebaselineAfterARemoval, TheLedgerOfAnEarlierSessionAnswersForTheFileThatWent) {
  host_.remove("run/foo");
  SessionRecord ledger = record_;
  ledger.id = "00000000deadbeef";
  ledger.guard_pid = 0;
  ledger.phase = Phase::kept;
  std::erase_if(ledger.checks, [](const SuspendedCheck& check) { return check.name != "foo"; });
  save(ledger);
  std::erase_if(record_.checks, [](const SuspendedCheck& check) { return check.name == "foo"; });
  save(record_);
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_EQ(host_.states(), "bin=on foo=off");
}

TEST_F(RebaselineAfterARemoval, AnotherContentIsStillDrift) {
  host_.write("run/foo", "evil\n");
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_EQ(host_.states(), "bin=off foo=off");
}

TEST(Rebaseline, AFileThatIsGoneIsSaidToBeGone) {
  SessionHost host(kChecks);
  const std::string id = with_other(host);
  host.upgrade_to("2");
  host.remove("run/unpackaged");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->reloaded);
  EXPECT_EQ(outcome->kept.at(0).reason, host.path("run/unpackaged") + " is gone");
}

TEST(Rebaseline, AllOpenSessionsLearnTheNewBaselines) {
  SessionHost host("check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(::getpid());
  SessionRecord other = host.journal().load(id).value();
  other.id = "00000000deadbeef";
  other.guard_pid = 0;
  ASSERT_TRUE(host.journal().save(other).ok());
  SessionRecord third = other;
  third.id = "00000000deadbee0";
  third.checks = {{"elsewhere", false, {}, {}, {}}};
  ASSERT_TRUE(host.journal().save(third).ok());
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_EQ(host.journal().load(third.id)->baselines.at(0).digest, outcome->baselines.at(0).after);
}

// What it knows is older than a reload of somebody else, which it has yet to find out.
TEST(Rebaseline, ASessionThatKnowsAnotherBaselineGoesOnKnowingIt) {
  SessionHost host("check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n");
  const std::string id = host.suspend_for(::getpid());
  SessionRecord other = host.journal().load(id).value();
  other.id = "00000000deadbee0";
  other.guard_pid = 0;
  other.checks = {{"elsewhere", false, {}, {}, {}}};
  other.baselines.at(0).digest = "5204fe5204fe5204fe5204fe5204fe52";
  ASSERT_TRUE(host.journal().save(other).ok());
  host.upgrade_to("2");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->reloaded);
  EXPECT_NE(outcome->baselines.at(0).before, other.baselines[0].digest);
  EXPECT_EQ(host.journal().load(other.id)->baselines.at(0).digest, other.baselines[0].digest);
}

}  // namespace
}  // namespace pkgmap
