// Tests what rules of a policy do to a plan.
#include "rules/plan/rulings.hpp"

#include <gtest/gtest.h>

#include "rules/plan/evaluate.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/rules.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::test::FactsBuilder;
using pkgmap::test::policy_of;
using pkgmap::test::rule;

// bin <- server <- site, and a check that no evidence ties to the package.
FactsBuilder& host() {
  static FactsBuilder builder = [] {
    FactsBuilder made;
    made.file("bin", "/usr/sbin/mysqld");
    made.check(monitrc::CheckType::host, "server");
    made.depends_on({"bin"});
    made.check(monitrc::CheckType::host, "site");
    made.depends_on({"server"});
    made.check(monitrc::CheckType::host, "galera_1");
    made.package("mysql-server", {"/usr/sbin/mysqld"});
    made.package("glibc", {"/usr/lib/libc.so"});
    return made;
  }();
  return builder;
}

TEST(Rulings, ARuleSuspendsWhatNoEvidenceTiesToThePackage) {
  const Policy policy =
      policy_of({rule("galera", RuleVerdict::suspend, {"mysql-server"}, {"galera_.*"})});
  const Plan plan = evaluate(host().facts(), policy);
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{0, 1, 2, 3}));
  EXPECT_EQ(plan.checks[3].reason, "the rule 'galera' suspends it");
  ASSERT_EQ(plan.checks[3].evidence.size(), 1U);
  const Evidence& evidence = plan.checks[3].evidence[0];
  EXPECT_STREQ(name_of(evidence.kind), "policy");
  EXPECT_EQ(evidence.strength, Strength::exact);
  EXPECT_EQ(evidence.package.name, "mysql-server");
  EXPECT_EQ(evidence.detail(), "the rule 'galera' suspends it; see p.yaml:3");
}

TEST(Rulings, ARuleOfAnotherPackageSaysNothing) {
  const Policy policy = policy_of({rule("", RuleVerdict::suspend, {"mariadb"}, {"galera_.*"}),
                                   rule("", RuleVerdict::keep, {"mariadb"}, {"bin"})});
  EXPECT_EQ(evaluate(host().facts(), policy).with(Decision::suspend), (CheckSet{0, 1, 2}));
}

TEST(Rulings, AKeptCheckKeepsEverythingThatItDependsOn) {
  const Policy policy = policy_of({rule("always", RuleVerdict::keep, {}, {"site"})});
  const Plan plan = evaluate(host().facts(), policy);
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{});
  EXPECT_EQ(plan.checks[0].decision, Decision::keep);
  EXPECT_EQ(plan.checks[0].reason,
            "the rule 'always' keeps 'site', which depends on it, and which monit's cascade would "
            "unmonitor, too");
}

TEST(Rulings, AKeptCheckSaysWhichRuleKeepsIt) {
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {}, {"bin"})});
  const Plan plan = evaluate(host().facts(), policy);
  EXPECT_EQ(plan.checks[0].reason, "the rule of p.yaml:3 keeps it");
  ASSERT_EQ(plan.checks[0].evidence.size(), 1U);
  EXPECT_TRUE(plan.checks[0].evidence[0].overruled);
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{});
}

TEST(Rulings, AKeptCheckWithoutEvidenceKeepsItsPlainReason) {
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {}, {"galera_1"})});
  EXPECT_EQ(evaluate(host().facts(), policy).checks[3].reason,
            "no evidence ties it to the packages");
}

TEST(Rulings, OfTwoPackagesTheFirstSaysWhatKeepsTheCheck) {
  FactsBuilder two;
  two.file("bin", "/usr/sbin/mysqld");
  two.package("first", {"/usr/sbin/mysqld"});
  two.package("second", {"/usr/sbin/mysqld"});
  const Policy policy = policy_of({rule("one", RuleVerdict::keep, {"first"}, {"bin"}),
                                   rule("two", RuleVerdict::keep, {"second"}, {"bin"})});
  EXPECT_EQ(evaluate(two.facts(), policy).checks[0].reason, "the rule 'one' keeps it");
}

TEST(Rulings, ARuleIsNoReasonWhereTheEvidenceIsTooWeakAnyway) {
  FactsBuilder weak;
  weak.check(monitrc::CheckType::directory, "d", "/etc/a");
  weak.package("pa", {"/etc/a"}).files[0].directory = true;
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {}, {"d"})});
  EXPECT_EQ(evaluate(weak.facts(), policy).checks[0].reason, "no evidence ties it to the packages");
}

TEST(Rulings, TheFirstMatchDecides) {
  const auto keep = rule("k", RuleVerdict::keep, {}, {"bin"});
  const auto suspend = rule("s", RuleVerdict::suspend, {"glibc"}, {"bin"});
  EXPECT_EQ(evaluate(host().facts(), policy_of({keep, suspend})).with(Decision::suspend),
            CheckSet{});
  // The rule for glibc suspends the check, the rule for mysql-server keeps it.
  const Plan plan = evaluate(host().facts(), policy_of({suspend, keep}));
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{0, 1, 2}));
  EXPECT_EQ(plan.checks[0].reason, "the rule 's' suspends it");
}

TEST(Rulings, APackageThatIsKeptTouchesNothingButOthersDo) {
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {"mysql.*"}, {})});
  EXPECT_EQ(evaluate(host().facts(), policy).with(Decision::suspend), CheckSet{});
  const Policy other = policy_of({rule("", RuleVerdict::keep, {"glibc"}, {})});
  EXPECT_EQ(evaluate(host().facts(), other).with(Decision::suspend), (CheckSet{0, 1, 2}));
}

TEST(Rulings, WhatIsOffCannotKeepItsPrerequisite) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld").state = Monitoring::monitored;
  host.check(monitrc::CheckType::host, "site").state = Monitoring::off;
  host.depends_on({"bin"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {}, {"site"})});
  EXPECT_EQ(evaluate(host.facts(), policy).with(Decision::suspend), CheckSet{0});
}

TEST(Rulings, WhatSomebodySwitchedOffStaysOffWhateverARuleSays) {
  FactsBuilder host;
  host.check(monitrc::CheckType::host, "site").state = Monitoring::off;
  host.package("mysql-server", {});
  const Policy policy = policy_of({rule("", RuleVerdict::suspend, {"mysql-server"}, {"site"})});
  EXPECT_EQ(evaluate(host.facts(), policy).checks[0].decision, Decision::off);
}

TEST(Rulings, ALoopOfDependenciesDoesNoHarm) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/mysqld");
  host.depends_on({"site"});
  host.check(monitrc::CheckType::host, "site");
  host.depends_on({"bin"});
  host.package("mysql-server", {"/usr/sbin/mysqld"});
  const Policy policy = policy_of({rule("", RuleVerdict::keep, {}, {"site"})});
  EXPECT_EQ(evaluate(host.facts(), policy).with(Decision::suspend), CheckSet{});
}

TEST(Rulings, ABigTransactionOnABigHostIsDecidedPairByPair) {
  FactsBuilder host;
  for (int i = 0; i < 3000; ++i) {
    host.check(monitrc::CheckType::host, "check" + std::to_string(i));
  }
  for (int i = 0; i < 1000; ++i) host.package("package" + std::to_string(i), {});
  std::vector<PolicyRule> rules;
  for (int i = 0; i < 50; ++i) {
    rules.push_back(rule("", RuleVerdict::keep, {"package" + std::to_string(i)}, {"check.*"}));
  }
  rules.push_back(rule("", RuleVerdict::suspend, {"package[0-9]*7"}, {"check7"}));
  const Plan plan = evaluate(host.facts(), policy_of(rules));
  EXPECT_EQ(plan.with(Decision::suspend), CheckSet{7});
  // 100 packages end in 7; rules keep the check for 5 of them.
  EXPECT_EQ(plan.checks[7].evidence.size(), 95U);
}

TEST(Rulings, TheTraceTellsOfEveryRuleWhetherItSpeaks) {
  const Policy policy = policy_of({rule("a", RuleVerdict::keep, {"glibc"}, {"bin"}),
                                   rule("b", RuleVerdict::suspend, {"mysql.*"}, {"bin"}),
                                   rule("c", RuleVerdict::keep, {}, {"bin"})});
  const auto trace = trace_rules(policy, "bin", "mysql-server");
  ASSERT_EQ(trace.size(), 3U);
  EXPECT_TRUE(trace[0].speaks_of_check && !trace[0].speaks_of_package && !trace[0].decides);
  EXPECT_TRUE(trace[1].decides);
  EXPECT_TRUE(trace[2].speaks_of_check && trace[2].speaks_of_package && !trace[2].decides);
}

}  // namespace
}  // namespace pkgmap::rules
