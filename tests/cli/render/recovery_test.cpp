#include "cli/render/recovery.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

SessionRecord record() {
  SessionRecord record;
  record.id = "0123456789abcdef";
  record.manager = "dnf4";
  record.pid = 4711;
  return record;
}

ResumeOutcome resumed_checks(const std::vector<std::string>& names) {
  ResumeOutcome outcome;
  outcome.session = record().id;
  for (const std::string& name : names) outcome.results.resumed.push_back({name});
  outcome.packages = {"mysql-server-8.0.40-1.el9.x86_64"};
  return outcome;
}

Recovered recovered(ResumeOutcome outcome) {
  return {record(), std::move(outcome)};
}

Recovered failed(ErrorCode code) {
  return {record(), Error{code, "monit does not answer", "start monit"}};
}

TEST(RecoveryText, SaysThatNothingWasLeft) {
  EXPECT_EQ(recovery_text({}), "no dead session to recover\n");
}

TEST(RecoveryText, NamesWhoIsGoneAndWhatCameBack) {
  EXPECT_EQ(recovery_text({recovered(resumed_checks({"mysqld", "mysql_bin"}))}),
            "dnf4 (pid 4711) is gone: resumed 2 checks (mysqld, mysql_bin)\n");
}

TEST(RecoveryText, CountsNewBaselines) {
  ResumeOutcome outcome = resumed_checks({"mysql_bin"});
  outcome.results.baselines.resize(1);
  EXPECT_EQ(recovery_text({recovered(outcome)}),
            "dnf4 (pid 4711) is gone: resumed 1 check (mysql_bin), 1 new baseline\n");
}

TEST(RecoveryText, SaysThatMonitWasStarted) {
  ResumeOutcome outcome = resumed_checks({});
  outcome.started_monit = true;
  EXPECT_EQ(recovery_text({recovered(outcome)}), "dnf4 (pid 4711) is gone: started monit\n");
}

TEST(RecoveryText, SaysWhenNothingCameBack) {
  EXPECT_EQ(recovery_text({failed(ErrorCode::monit)}),
            "dnf4 (pid 4711) is gone: no check was resumed\n");
}

TEST(RecoveryText, KnowsASessionWithoutAManager) {
  Recovered one = recovered(resumed_checks({}));
  one.record.manager.clear();
  one.record.pid = 0;
  EXPECT_EQ(recovery_text({one}), "somebody is gone: resumed 0 checks\n");
}

TEST(RecoveryText, SaysWhichAlarmIsOver) {
  Recovered one = recovered(resumed_checks({}));
  one.record.manager = "recover";
  one.outcome->results.substitutes_ended = {{"drift_sshd_bin", "/usr/sbin/sshd"}};
  EXPECT_EQ(recovery_text({one}), "/usr/sbin/sshd is recovered: the substitute check has ended\n");
  one.outcome->results.resumed = {{"sshd_bin"}};
  EXPECT_EQ(
      recovery_text({one}),
      "/usr/sbin/sshd is recovered: the substitute check has ended; resumed 1 check\n(sshd_bin)\n");
  Recovered other = failed(ErrorCode::monit);
  other.record.manager = "recover";
  EXPECT_EQ(recovery_text({other}), "monit may not have the right alarms about drifted files\n");
}

TEST(RecoveryText, SaysWhichAlarmBegins) {
  Recovered one = recovered(resumed_checks({}));
  one.record.manager = "recover";
  one.outcome->results.reloaded = true;
  one.outcome->results.drift = {{"other_bin", "/usr/sbin/other"},
                                {"sshd_bin", "/usr/sbin/sshd", "drift_sshd_bin"}};
  EXPECT_EQ(recovery_text({one}), "the alarm about /usr/sbin/sshd is kept alive\n");
  one.outcome->results.substitutes_ended = {{"drift_app", "/usr/bin/app"}};
  EXPECT_EQ(recovery_text({one}),
            "/usr/bin/app is recovered: the substitute check has ended; the alarm about\n"
            "/usr/sbin/sshd is kept alive\n");
}

TEST(RecoveryText, SaysWhyNoAlarmBeginsOrEnds) {
  Recovered one = recovered(resumed_checks({}));
  one.record.manager = "recover";
  EXPECT_EQ(recovery_text({one}), "no alarm about a drifted file began or ended\n");
  one.outcome->not_reloaded = "monit does not accept its control file";
  EXPECT_EQ(recovery_text({one}),
            "monit was not reloaded, so no alarm about a drifted file began or ended: monit\n"
            "does not accept its control file\n");
}

TEST(RecoveryTroubles, AreErrorsOnly) {
  EXPECT_EQ(recovery_troubles({recovered(resumed_checks({"mysqld"}))}), "");
  EXPECT_EQ(recovery_troubles({failed(ErrorCode::monit)}),
            "error: monit does not answer\n  start monit\n");
  ResumeOutcome outcome = resumed_checks({});
  outcome.kept = {{"mysqld", "its package mysql-server is gone"}};
  EXPECT_THAT(recovery_troubles({recovered(outcome)}),
              HasSubstr("its package mysql-server is gone"));
}

TEST(RecoveryStatus, IsTheSmallestThatWentWrong) {
  ResumeOutcome kept = resumed_checks({});
  kept.kept = {{"mysqld", "gone"}};
  ResumeOutcome drifted = resumed_checks({"mysqld"});
  drifted.results.drift = {{"bin", "/usr/sbin/mysqld"}};
  EXPECT_EQ(status_of(std::vector<Recovered>{}), 0);
  EXPECT_EQ(status_of({recovered(resumed_checks({"mysqld"}))}), 0);
  EXPECT_EQ(status_of({recovered(drifted)}), 7);
  EXPECT_EQ(status_of({recovered(drifted), recovered(kept)}), 6);
  EXPECT_EQ(status_of({recovered(kept), failed(ErrorCode::monit), recovered(drifted)}), 4);
}

TEST(RecoveryJson, HasOneObjectASession) {
  const Json json =
      recovery_json({recovered(resumed_checks({"mysqld"})), failed(ErrorCode::monit)});
  ASSERT_EQ(json["sessions"].items().size(), 2U);
  const Json& first = json["sessions"].items()[0];
  EXPECT_EQ(first["session"].string_or(""), "0123456789abcdef");
  EXPECT_EQ(first["manager"].string_or(""), "dnf4");
  EXPECT_EQ(first["pid"].number(), 4711);
  EXPECT_EQ(json["sessions"].items()[1]["error"]["code"].number(), 4);
}

TEST(StaleText, SaysThatNothingIsLeft) {
  EXPECT_EQ(stale_text({}), "no check is left suspended\n");
  EXPECT_EQ(status_of(Stale{}), 0);
}

TEST(StaleText, IsOneLineForMonitsMail) {
  const Stale stale{{"a", "b"},
                    {"mysqld"},
                    {"/usr/sbin/sshd"},
                    {Error{ErrorCode::failed, "x.session is damaged", ""}}};
  EXPECT_EQ(
      stale_text(stale),
      "2 dead sessions left checks suspended; new guards look after them; mysqld stays suspended; "
      "see 'monit-pkgmap status'; /usr/sbin/sshd has drifted; see "
      "'monit-pkgmap verify'; x.session is damaged\n");
}

Bypassed an_upgrade() {
  return {{{rules::PackageChangeKind::replaced, "foo", "foo-1-1.noarch", "foo-2-1.noarch", 1, 0}},
          {"food", "food_conf"}};
}

TEST(StaleText, NamesThePackagesThatChangedWithoutAHook) {
  Stale stale;
  stale.bypassed = an_upgrade();
  EXPECT_EQ(stale_text(stale),
            "1 package changed without a hook (foo-2-1.noarch replaced foo-1-1.noarch; checks "
            "food, food_conf); see 'monit-pkgmap status'\n");
  EXPECT_EQ(status_of(stale), 9);
  EXPECT_THAT(stale_text(stale, true),
              HasSubstr("; /etc/monit-pkgmap/disabled switches the hooks off; see"));
  EXPECT_EQ(status_of(stale, true), 0);
  stale.drifted = {"/usr/sbin/sshd"};
  EXPECT_EQ(status_of(stale), 7);
}

TEST(StaleStatus, SaysWhatMonitIsToAlarmFor) {
  EXPECT_EQ(status_of(Stale{{"a"}, {}, {}, {}}), 1);
  EXPECT_EQ(status_of(Stale{{}, {"mysqld"}, {}, {}}), 6);
  EXPECT_EQ(status_of(Stale{{"a"}, {"mysqld"}, {}, {}}), 1);
  EXPECT_EQ(status_of(Stale{{}, {}, {}, {Error{ErrorCode::failed, "damaged", ""}}}), 1);
  EXPECT_EQ(status_of(Stale{{}, {}, {"/usr/sbin/sshd"}, {}}), 7);
}

TEST(StaleStatus, FailsForASessionThatIsOverdueAndForAGuardWithoutItsSession) {
  Stale overdue;
  overdue.overdue = {{"a", {"mysqld", "orders"}, "its lease is over", false}};
  EXPECT_EQ(status_of(overdue), 1);
  EXPECT_EQ(stale_text(overdue),
            "mysqld, orders are still suspended by session a: its lease is over\n");
  Stale lost;
  lost.lost = {{4711, "0123456789abcdef"}};
  EXPECT_EQ(status_of(lost), 1);
}

TEST(StaleJson, HasAllOfThem) {
  const Json json =
      stale_json({{"a"}, {"mysqld"}, {"/x"}, {Error{ErrorCode::failed, "damaged", ""}}});
  EXPECT_THAT(json["handed_over"].strings(), ElementsAre("a"));
  EXPECT_THAT(json["kept"].strings(), ElementsAre("mysqld"));
  EXPECT_THAT(json["adrift"].strings(), ElementsAre("/x"));
  EXPECT_THAT(json["damaged"].strings(), ElementsAre("damaged"));
}

}  // namespace
}  // namespace pkgmap::cli
