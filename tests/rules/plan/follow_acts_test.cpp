// A check that acts on a suspended check is suspended with it.
#include <gtest/gtest.h>

#include "rules/plan/belonging.hpp"
#include "rules/plan/evaluate.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/rules.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::test::FactsBuilder;
using pkgmap::test::policy_of;
using pkgmap::test::rule;

/// mysqld_bin <- mysqld; `port` restarts mysqld through monit, `probe` restarts `port`, and `sshd`
/// has nothing to do with them.
struct Acting {
  Acting() {
    host.file("mysqld_bin", "/usr/sbin/mysqld");
    host.process("mysqld", "/opt/mysqld.pid");
    host.depends_on({"mysqld_bin"});
    acts(host.check(monitrc::CheckType::host, "port"), "MySQLd");
    acts(host.check(monitrc::CheckType::program, "probe", "/opt/probe"), "port");
    acts(host.file("sshd", "/usr/sbin/sshd"), "sshd");
    host.package("mysql-server", {"/usr/sbin/mysqld"});
  }
  static void acts(CheckFacts& check, const std::string& on) {
    check.acts_on.push_back({CommandOf::test, on, "", false});
  }
  FactsBuilder host;
};

TEST(FollowActs, SuspendsWhatActsOnASuspendedCheckOrOnOneThatTheCascadeTakesAlong) {
  Acting on;
  const Plan plan = evaluate(on.host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{0, 1, 2, 3}));
  EXPECT_EQ(plan.checks[2].reason, "the exec of a test acts on mysqld");
  EXPECT_EQ(plan.checks[3].reason, "the exec of a test acts on port");
  ASSERT_EQ(plan.checks[2].evidence.size(), 1U);
  EXPECT_EQ(plan.checks[2].evidence[0].kind, EvidenceKind::acts_on);
  EXPECT_EQ(plan.checks[2].evidence[0].strength, Strength::exact);
  EXPECT_FALSE(plan.checks[2].cascaded);
}

TEST(FollowActs, KeepsWhatActsOnAKeptCheck) {
  Acting on;
  on.host.facts().packages.clear();
  on.host.package("openssh", {"/usr/sbin/sshd"});
  EXPECT_EQ(evaluate(on.host.facts(), {}).with(Decision::suspend), CheckSet{4});
}

// Its command would switch on what somebody switched off, in the middle of the upgrade.
TEST(FollowActs, SuspendsAlsoWhatActsOnACheckThatIsOff) {
  Acting on;
  on.host.facts().checks[0].state = Monitoring::off;
  on.host.facts().checks[1].state = Monitoring::off;
  const Plan plan = evaluate(on.host.facts(), {});
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{2, 3}));
}

TEST(FollowActs, ActsOnAGroupAndOnAll) {
  FactsBuilder host;
  monitrc::Check grouped;
  host.file("bin", "/usr/sbin/a");
  host.check(monitrc::CheckType::host, "by_group").acts_on = {{CommandOf::start, "", "db", true}};
  host.check(monitrc::CheckType::host, "by_all").acts_on = {{CommandOf::start, "", "", true}};
  host.package("pa", {"/usr/sbin/a"});
  EXPECT_EQ(evaluate(host.facts(), {}).with(Decision::suspend), (CheckSet{0, 2}));
  grouped = *host.facts().checks[0].check;
  grouped.groups = {"DB"};
  host.facts().checks[0].check = &grouped;
  EXPECT_EQ(evaluate(host.facts(), {}).with(Decision::suspend), (CheckSet{0, 1, 2}));
}

TEST(FollowActs, ARuleMayKeepWhatActs) {
  Acting on;
  const Policy policy = policy_of({rule("p", RuleVerdict::keep, {}, {"port"})});
  const Plan plan = evaluate(on.host.facts(), policy);
  EXPECT_EQ(plan.with(Decision::suspend), (CheckSet{0, 1}));
  EXPECT_EQ(plan.checks[2].reason, "the rule 'p' keeps it");
  ASSERT_EQ(plan.checks[2].evidence.size(), 1U);
  EXPECT_TRUE(plan.checks[2].evidence[0].overruled);
}

TEST(FollowActs, BelongToThePackageOfTheOtherCheck) {
  Acting on;
  const auto all = belongings(on.host.facts(), {{0}, {}, {}, {}, {}}, {});
  EXPECT_EQ(all[4].packages({}), std::vector<std::string>{});
  FactsBuilder host;
  host.file("bin", "/usr/sbin/a");
  host.check(monitrc::CheckType::host, "port").acts_on = {{CommandOf::test, "bin", "", false}};
  host.package("pa", {"/usr/sbin/a"});
  EXPECT_EQ(belongings(host.facts(), {{0}, {}}, {})[1].packages({}),
            std::vector<std::string>{"pa"});
}

// As the plan of an upgrade of the package has it.
TEST(FollowActs, BelongAlsoThroughOtherActsAndThroughTheCascade) {
  Acting on;
  const auto all = belongings(on.host.facts(), {{0}, {}, {}, {}, {}}, {});
  for (std::size_t check = 0; check < 4; ++check) {
    EXPECT_EQ(all[check].packages({}), std::vector<std::string>{"mysql-server"}) << check;
  }
  EXPECT_EQ(all[2].because({})->claim, "the exec of a test acts on mysqld");
  EXPECT_EQ(all[3].because({})->claim, "the exec of a test acts on port");
}

TEST(FollowActs, BelongToThePackageOfEachCheckThatTheyActOn) {
  FactsBuilder host;
  host.file("a", "/usr/sbin/a");
  host.file("b", "/usr/sbin/b");
  host.check(monitrc::CheckType::host, "all").acts_on = {{CommandOf::start, "", "", true}};
  host.package("pa", {"/usr/sbin/a"});
  host.package("pb", {"/usr/sbin/b"});
  EXPECT_EQ(belongings(host.facts(), {{0}, {1}, {}}, {})[2].packages({}),
            (std::vector<std::string>{"pa", "pb"}));
}

// Each check acts on the one before it, and all of them on all: a look at every check for every
// act, again for each check that goes off, would be some 10^12 steps.
TEST(FollowActs, GoesThroughManyChecksOnce) {
  constexpr std::size_t kMany = 10'000;
  FactsBuilder host;
  for (std::size_t i = 0; i < kMany; ++i) {
    CheckFacts& check = host.check(monitrc::CheckType::file, "c" + std::to_string(i));
    Acting::acts(check, "c" + std::to_string(i + 1));
    check.acts_on.push_back({CommandOf::test, "", "", true});
  }
  host.file("c" + std::to_string(kMany), "/usr/sbin/a");
  host.package("pa", {"/usr/sbin/a"});
  EXPECT_EQ(evaluate(host.facts(), {}).with(Decision::suspend).size(), kMany + 1);
  std::vector<std::vector<std::size_t>> candidates(kMany + 1);
  candidates[kMany] = {0};
  EXPECT_EQ(belongings(host.facts(), candidates, {})[0].packages({}),
            std::vector<std::string>{"pa"});
}

}  // namespace
}  // namespace pkgmap::rules
