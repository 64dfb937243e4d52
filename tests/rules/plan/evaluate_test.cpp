// Tests the plan: which checks are suspended, kept or left off, and why.
#include "rules/plan/evaluate.hpp"

#include <gtest/gtest.h>

#include "tests/support/facts.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::test::FactsBuilder;

TEST(Evaluate, SuspendsWhatBelongsToThePackageAndKeepsTheRest) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld");
  host.file("other", "/usr/sbin/sshd");
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{0});
  EXPECT_EQ(plan.checks[0].reason, "/usr/sbin/mysqld is mysql-server's");
  EXPECT_EQ(plan.checks[1].reason, "no evidence ties it to the packages");
}

TEST(Evaluate, TakesAlongWhatDependsOnASuspendedCheckAndNamesTheCause) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld");
  host.check(monitrc::CheckType::host, "site");
  host.depends_on({"bin"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{0, 1}));
  EXPECT_TRUE(plan.checks[1].cascaded);
  EXPECT_EQ(plan.checks[1].reason, "depends on bin");
  ASSERT_EQ(plan.checks[1].evidence.size(), 1U);
  EXPECT_EQ(plan.checks[1].evidence[0].strength, Strength::exact);
}

// What scriptlets write is drift in the run, too.
TEST(Evaluate, PromisesNoNewBaselineForAContentThatNoPackageShips) {
  FactsBuilder host;
  host.file("bundle", "/etc/pki/bundle");
  host.checksum(monitrc::Trigger::failed);
  host.package("ca", {"/etc/pki/bundle"});
  Facts facts = host.facts();
  EXPECT_EQ(evaluate(facts, {}).checks[0].rebaseline, Rebaseline::if_changed);
  EXPECT_EQ(evaluate(facts, {}).checks[0].unshipped, Unshipped::unlikely);
  facts.packages[0].files[0].unverified = true;
  EXPECT_EQ(evaluate(facts, {}).checks[0].rebaseline, Rebaseline::if_changed);
  EXPECT_EQ(evaluate(facts, {}).checks[0].unshipped, Unshipped::perhaps);
  facts.packages[0].files[0].ghost = true;
  EXPECT_EQ(evaluate(facts, {}).checks[0].rebaseline, Rebaseline::no);
  EXPECT_EQ(evaluate(facts, {}).reload, Rebaseline::no);
  EXPECT_EQ(evaluate(facts, {}).checks[0].unshipped, Unshipped::surely);
  Policy policy;
  policy.scriptlets = OnScriptlets::accept;
  EXPECT_EQ(evaluate(facts, policy).checks[0].rebaseline, Rebaseline::if_changed);
}

TEST(Evaluate, KeepsWhatOnlyWeakEvidenceSpeaksFor) {
  FactsBuilder host;
  host.check(monitrc::CheckType::directory, "etc", "/etc");
  auto& package = host.package("filesystem", {"/etc"});
  package.files[0].directory = true;
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.checks[0].decision, Decision::keep);
  EXPECT_EQ(plan.checks[0].reason, "only weak evidence: /etc is filesystem's");
}

TEST(Evaluate, LeavesOffWhatSomebodySwitchedOff) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::off;
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  EXPECT_EQ(evaluate(host.facts(), {}).checks[0].decision, Decision::off);
}

TEST(Evaluate, DoesNotTouchACheckBelowAPrerequisiteThatIsOff) {
  FactsBuilder host;
  host.file("conf", "/etc/local.conf").state = Monitoring::off;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::monitored;
  host.depends_on({"conf"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.checks[1].decision, Decision::keep);
  EXPECT_EQ(plan.checks[1].reason, "its prerequisite 'conf' is off, so monit does not check it");
}

TEST(Evaluate, ADependentThatIsOffIsNotPlanned) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::monitored;
  host.check(monitrc::CheckType::host, "site").state = Monitoring::off;
  host.depends_on({"bin"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  EXPECT_EQ(evaluate(host.facts(), {}).with(Decision::suspend), CheckSet{0});
}

TEST(Evaluate, KeepsWhatMonitHasNotReadAndTakesNothingAlongThroughIt) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::monitored;
  host.file("new", "/usr/sbin/mysqladmin").state = Monitoring::unread;
  host.check(monitrc::CheckType::host, "site").state = Monitoring::monitored;
  host.depends_on({"new"});
  host.package("mysql-server", {"/usr/sbin/mysqld", "/usr/sbin/mysqladmin"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{0});
  EXPECT_EQ(plan.checks[1].decision, Decision::keep);
  EXPECT_EQ(plan.checks[1].reason, "monit has not read it yet");
  EXPECT_EQ(plan.checks[2].reason, "no evidence ties it to the packages");
}

TEST(Evaluate, ADependentThatMonitHasNotReadIsNotTakenAlong) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::monitored;
  host.check(monitrc::CheckType::host, "new").state = Monitoring::unread;
  host.depends_on({"bin"});
  host.check(monitrc::CheckType::host, "site").state = Monitoring::monitored;
  host.depends_on({"new"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{0});
  EXPECT_EQ(plan.checks[1].reason, "monit has not read it yet");
  EXPECT_EQ(plan.checks[2].reason, "no evidence ties it to the packages");
}

TEST(Evaluate, WhatMonitHasNotReadKeepsItsReasonWhenNothingSpeaksForIt) {
  FactsBuilder host;
  host.file("new", "/usr/sbin/sshd").state = Monitoring::unread;
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  EXPECT_EQ(evaluate(host.facts(), {}).checks[0].reason, "no evidence ties it to the packages");
}

struct ChecksumRow {
  const char* name;
  monitrc::Trigger trigger;
  const char* expect;
  Rebaseline rebaseline;
};

class ChecksumBaseline : public ::testing::TestWithParam<ChecksumRow> {};

TEST_P(ChecksumBaseline, DecidesWhetherAReloadMayCome) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld");
  host.checksum(GetParam().trigger, GetParam().expect);
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Plan plan = evaluate(host.facts(), {});
  EXPECT_EQ(plan.checks[0].rebaseline, GetParam().rebaseline);
  EXPECT_EQ(plan.reload, GetParam().rebaseline);
}

INSTANTIATE_TEST_SUITE_P(
    Tests, ChecksumBaseline,
    ::testing::Values(ChecksumRow{"Failed", monitrc::Trigger::failed, "", Rebaseline::if_changed},
                      ChecksumRow{"Changed", monitrc::Trigger::changed, "", Rebaseline::if_changed},
                      ChecksumRow{"Expect", monitrc::Trigger::failed, "00ff", Rebaseline::no}),
    [](const auto& row) { return row.param.name; });

TEST(Evaluate, AKeptCheckWithAChecksumAsksForNoReload) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/sshd");
  host.checksum(monitrc::Trigger::failed);
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  EXPECT_EQ(evaluate(host.facts(), {}).reload, Rebaseline::no);
}

TEST(Evaluate, GivesTheSamePlanForTheSameFacts) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld");
  host.process("db", "/run/db.pid");
  host.depends_on({"bin"});
  host.package("mysql-server", {"/usr/sbin/mysqld", "/run/db.pid"});
  const Plan first = evaluate(host.facts(), {});
  const Plan second = evaluate(host.facts(), {});
  for (std::size_t i = 0; i < first.checks.size(); ++i) {
    EXPECT_EQ(first.checks[i].decision, second.checks[i].decision);
    EXPECT_EQ(first.checks[i].reason, second.checks[i].reason);
  }
}

}  // namespace
}  // namespace pkgmap::rules
