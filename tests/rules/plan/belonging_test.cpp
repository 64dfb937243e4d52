// Tests to which packages the checks of a host belong, and the findings about the checks.
#include "rules/plan/belonging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "rules/audit/findings.hpp"
#include "rules/audit/findings_of_patterns.hpp"
#include "tests/rules/evidence/table.hpp"
#include "tests/support/rules.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::test::FactsBuilder;
using pkgmap::test::policy_of;
using pkgmap::test::rule;

using Names = std::vector<std::string>;

TEST(Belonging, IsToTheCandidatesThatHaveEvidence) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/a");
  host.file("other", "/usr/sbin/b");
  host.package("pa", {"/usr/sbin/a", "/usr/sbin/b"});
  host.package("pb", {"/usr/sbin/b"});
  const auto all = belongings(host.facts(), {{0}, {0, 1}}, {});
  EXPECT_EQ(all[0].packages({}), Names{"pa"});
  EXPECT_EQ(all[1].packages({}), (Names{"pa", "pb"}));
}

TEST(Belonging, ADependentBelongsToWhatItsPrerequisitesBelongTo) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/a");
  host.check(monitrc::CheckType::host, "site");
  host.depends_on({"bin"});
  host.check(monitrc::CheckType::host, "shop");
  host.depends_on({"site"});
  host.package("pa", {"/usr/sbin/a"});
  const auto all = belongings(host.facts(), {{0}, {}, {}}, {});
  ASSERT_NE(all[2].because({}), nullptr);
  EXPECT_EQ(all[2].because({})->kind, EvidenceKind::depends_on);
  EXPECT_EQ(all[2].packages({}), Names{"pa"});
}

TEST(Belonging, WeakEvidenceIsShownButBelongsToNobody) {
  FactsBuilder host;
  host.check(monitrc::CheckType::directory, "d", "/etc/a");
  host.package("pa", {"/etc/a"}).files[0].directory = true;
  const auto all = belongings(host.facts(), {{0}}, {});
  EXPECT_EQ(all[0].evidence.size(), 1U);
  EXPECT_EQ(all[0].because({}), nullptr);
}

TEST(Belonging, TheStrongestEvidenceComesFirst) {
  FactsBuilder host;
  host.check(monitrc::CheckType::directory, "d", "/etc/a");
  host.package("pa", {"/etc/a"}).files[0].directory = true;
  const auto all =
      belongings(host.facts(), {{0}}, policy_of({rule("", RuleVerdict::suspend, {"pa"}, {"d"})}));
  ASSERT_EQ(all[0].evidence.size(), 2U);
  EXPECT_EQ(all[0].evidence[0].strength, Strength::exact);
  EXPECT_EQ(all[0].evidence[1].strength, Strength::weak);
}

// bin <- site, and the check cluster, which no evidence ties to the package.
FactsBuilder& ruled_host() {
  static FactsBuilder builder = [] {
    FactsBuilder made;
    made.file("bin", "/usr/sbin/a");
    made.check(monitrc::CheckType::host, "site");
    made.depends_on({"bin"});
    made.check(monitrc::CheckType::host, "cluster");
    made.package("pa", {"/usr/sbin/a"});
    return made;
  }();
  return builder;
}

const std::vector<std::vector<std::size_t>> kRuledCandidates = {{0}, {}, {}};

TEST(Belonging, ARuleTiesACheckToAPackageThatOwnsNothingOfIt) {
  const Policy policy = policy_of({rule("c", RuleVerdict::suspend, {"pa"}, {"cluster"})});
  const auto all = belongings(ruled_host().facts(), kRuledCandidates, policy);
  ASSERT_NE(all[2].because(policy), nullptr);
  EXPECT_EQ(all[2].because(policy)->kind, EvidenceKind::policy);
  EXPECT_EQ(all[2].packages(policy), Names{"pa"});
  EXPECT_EQ(all[2].kept, "");
}

TEST(Belonging, ARuleThatKeepsACheckKeepsItFromThePackageThatItIsTiedTo) {
  const Policy policy = policy_of({rule("b", RuleVerdict::keep, {}, {"bin"})});
  const auto all = belongings(ruled_host().facts(), kRuledCandidates, policy);
  EXPECT_EQ(all[0].because(policy), nullptr);
  EXPECT_EQ(all[0].packages(policy), Names{});
  EXPECT_EQ(all[0].tied_to(policy), Names{"pa"});
  EXPECT_EQ(all[0].kept, "the rule 'b' keeps it");
  EXPECT_EQ(all[1].because(policy), nullptr) << "it depends on what is kept";
}

TEST(Belonging, AKeptDependentKeepsItsPrerequisite) {
  const Policy policy = policy_of({rule("s", RuleVerdict::keep, {}, {"site"})});
  const auto all = belongings(ruled_host().facts(), kRuledCandidates, policy);
  EXPECT_EQ(all[0].because(policy), nullptr);
  EXPECT_EQ(all[0].kept,
            "the rule 's' keeps 'site', which depends on it, and which monit's cascade would "
            "unmonitor, too");
}

TEST(Belonging, WhatARuleKeepsForOnePackageMayBelongToAnother) {
  FactsBuilder host;
  host.file("bin", "/usr/sbin/a");
  host.package("pa", {"/usr/sbin/a"});
  host.package("pb", {"/usr/sbin/a"});
  const Policy policy = policy_of({rule("b", RuleVerdict::keep, {"pa"}, {"bin"})});
  const auto all = belongings(host.facts(), {{0, 1}}, policy);
  EXPECT_EQ(all[0].packages(policy), Names{"pb"});
  EXPECT_EQ(all[0].kept, "");
}

/// An audit of a control file, on a host without processes or units. Paths are not resolved.
struct Audited {
  explicit Audited(const std::string& text) {
    pkgmap::TextFiles files{{"/etc/monitrc", text}};
    parsed = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
    for (const monitrc::Check& check : parsed.control_file.checks) {
      CheckFacts entry;
      entry.check = &check;
      if (!check.path.empty()) entry.path = {check.path, {check.path}, true};
      if (!check.pidfile.empty()) entry.pidfile = {check.pidfile, {check.pidfile}, true};
      facts.checks.push_back(entry);
    }
    states.resize(facts.checks.size());
    belonging.resize(facts.checks.size());
  }

  /// The findings, one line each; `unowned` only if with_unowned.
  std::string findings(bool live = true) const {
    std::string text;
    const AuditFacts audit{
        &facts, &parsed.sources, &parsed.control_file, belonging, states, services, live, bypassed};
    for (const Finding& finding : findings_of(audit, {})) {
      if (finding.kind == FindingKind::unowned && !with_unowned) continue;
      text += (text.empty() ? "" : "\n") + std::string(name_of(finding.kind)) + " " + finding.file +
              ":" + std::to_string(finding.line) + " " + finding.check + ": " + finding.detail;
    }
    return text;
  }

  monitrc::Parsed parsed;
  Facts facts;
  std::vector<CheckState> states;
  std::vector<Belonging> belonging;
  std::vector<EnabledService> services;
  BypassedPackages bypassed;
  bool with_unowned = false;
};

constexpr const char* kFile =
    "check file bin with path /usr/sbin/a\n  if failed checksum then unmonitor\n";

TEST(Findings, PackagesThatChangedWithoutAHookAreNamedAtTheirChecks) {
  Audited host(std::string(kFile) + "check file other with path /usr/sbin/b\n");
  EXPECT_EQ(host.findings(), "");
  host.bypassed = {{"bin"}, "a-2-1.noarch replaced a-1-1.noarch", "/var/lib/rpm"};
  EXPECT_EQ(host.findings(),
            "bypassed /etc/monitrc:1 bin: no hook suspended it while its package changed: "
            "a-2-1.noarch replaced a-1-1.noarch");
  // The note is older than the control file, where somebody wrote the name otherwise.
  host.bypassed.checks = {"BIN"};
  EXPECT_THAT(host.findings(), testing::StartsWith("bypassed /etc/monitrc:1 bin: "));
  host.bypassed = {{}, "a-1-1.noarch erased", "/var/lib/rpm"};
  EXPECT_EQ(host.findings(),
            "bypassed /var/lib/rpm:1 : packages changed without a hook: a-1-1.noarch erased");
}

TEST(Findings, AFileThatIsNotAsPackagedIsDriftUnlessItIsConfiguration) {
  Audited host(kFile);
  host.states[0].content = PackagedContent::changed;
  host.states[0].package = "a-1-1.noarch";
  EXPECT_EQ(host.findings(),
            "drift /etc/monitrc:1 bin: /usr/sbin/a differs from what a-1-1.noarch shipped");
  host.states[0].by_transaction = true;
  EXPECT_EQ(host.findings(),
            "drift /etc/monitrc:1 bin: /usr/sbin/a differs from what a-1-1.noarch shipped; it "
            "changed during a transaction");
  host.states[0].config = true;
  EXPECT_EQ(host.findings(), "");
}

TEST(Findings, ACheckThatItsOwnTestSwitchedOffIsNamedWhenItsFileIsWell) {
  Audited host(kFile);
  host.states[0].watch = Watch::off;
  host.states[0].content = PackagedContent::as_packaged;
  host.states[0].package = "a-1-1.noarch";
  EXPECT_EQ(host.findings(),
            "off /etc/monitrc:1 bin: it went off perhaps at an update; /usr/sbin/a is "
            "as a-1-1.noarch shipped it");
  host.states[0].suspended = true;
  EXPECT_EQ(host.findings(), "");
}

TEST(Findings, WhatMonitTookAlongIsNamedWithTheCheckThatWentOff) {
  Audited host(std::string(kFile) +
               "check process daemon with pidfile /run/a.pid\n  depends on bin\n"
               "check directory spool with path /var/spool/a\n  depends on daemon\n"
               "check directory old with path /var/spool/old\n  depends on daemon\n");
  for (CheckState& state : host.states) {
    state.watch = Watch::off;
    state.tests = {true, 1000, 30};
  }
  host.states[0].content = PackagedContent::as_packaged;
  host.states[0].package = "a-1-1.noarch";
  host.states[0].installed_at = 1000;
  host.states[0].tests.at = 1020;
  host.states[3].tests.at = 500;  // Somebody switched it off.
  EXPECT_EQ(host.findings(),
            "off /etc/monitrc:1 bin: it went off 20 s after its package was installed; /usr/sbin/a "
            "is as a-1-1.noarch shipped it\n"
            "off /etc/monitrc:3 daemon: monit took it along when 'bin' went off\n"
            "off /etc/monitrc:5 spool: monit took it along when 'bin' went off");
  host.states[2].suspended = true;
  EXPECT_EQ(host.findings().find("spool"), std::string::npos);
}

TEST(Findings, ADaemonThatTheUpdateHasNotReachedIsNamed) {
  Audited host("check process daemon with pidfile /run/a.pid\n");
  ProcessFact process{7, "its pidfile says 7", true, {}, {}, {}};
  process.deleted = {"/usr/sbin/a", "/usr/lib/a.so"};
  host.facts.checks[0].processes = {process};
  EXPECT_EQ(host.findings(),
            "outdated /etc/monitrc:1 daemon: process 7 still runs the deleted /usr/sbin/a and 1 "
            "more file; restart it");
}

TEST(Findings, ADaemonThatMonitStartedBesideItsServiceIsNamed) {
  Audited host("check process daemon with pidfile /run/a.pid\n");
  ProcessFact process{7, "its pidfile says 7", true, {}, {}, {}};
  process.units = {{"monit.service", "monit.service", {}, {}}};
  process.beside_monit = true;
  host.facts.checks[0].processes = {process};
  EXPECT_EQ(host.findings(), "");
  host.facts.checks[0].pidfile_units = {{"a.service", "a.service", {}, {}}};
  EXPECT_EQ(host.findings(),
            "stray /etc/monitrc:1 daemon: process 7 runs in monit's unit, not in a.service: an "
            "update that restarts this service misses it");
}

TEST(Findings, WhatMonitHasNotReadIsNamed) {
  Audited host(kFile);
  host.facts.checks[0].state = Monitoring::unread;
  EXPECT_EQ(host.findings(),
            "unread /etc/monitrc:1 bin: monit has not read it yet; 'monit reload' makes it");
}

struct OffRow {
  std::int64_t installed_at;
  std::int64_t looked_at;
  const char* when;  ///< Empty if no update switched it off.
};

class WentOff : public ::testing::TestWithParam<OffRow> {};

TEST_P(WentOff, AtAnUpdateWhenMonitsLastLookCameSoonAfterThePackage) {
  Audited host(kFile);
  host.states[0].watch = Watch::off;
  host.states[0].content = PackagedContent::as_packaged;
  host.states[0].package = "a-1-1.noarch";
  host.states[0].installed_at = GetParam().installed_at;
  host.states[0].tests.at = GetParam().looked_at;
  const std::string when = GetParam().when;
  EXPECT_EQ(host.findings(), when.empty() ? ""
                                          : "off /etc/monitrc:1 bin: it went off " + when +
                                                "; /usr/sbin/a is as a-1-1.noarch shipped it");
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WentOff,
    ::testing::Values(OffRow{1000, 1012, "12 s after its package was installed"},
                      OffRow{1000, 1000, "0 s after its package was installed"},
                      OffRow{1000, 1000 + 59 * 60, "59 min after its package was installed"},
                      OffRow{1000, 999, ""},  // The check was off before the update.
                      // The check was still on long after the update.
                      OffRow{1000, 1000 + 2 * 3600, ""}, OffRow{0, 1000, "perhaps at an update"},
                      OffRow{1000, 0, "perhaps at an update"}));

TEST(Findings, WhatDoesNotExistIsStaleUnlessAPackageShipsIt) {
  Audited host(kFile);
  host.facts.checks[0].path.exists = false;
  EXPECT_EQ(host.findings(),
            "stale /etc/monitrc:1 bin: /usr/sbin/a does not exist, and no package ships it");
  host.belonging[0].evidence = {{EvidenceKind::file_owner, Strength::exact, {}, "", ""}};
  EXPECT_EQ(host.findings(), "");
}

TEST(Findings, TheSecondOfTwoChecksOfOneFileIsADuplicate) {
  const Audited host(std::string(kFile) + "check file again with path /usr/sbin/a\n");
  EXPECT_EQ(host.findings(),
            "duplicate /etc/monitrc:3 again: watches the same object as 'bin': file /usr/sbin/a");
}

TEST(Findings, APatternThatFitsNothingIsNamed) {
  Audited host("check process a with matching \"/usr/sbin/a\"\n");
  EXPECT_EQ(host.findings(),
            "never-matches /etc/monitrc:1 a: '/usr/sbin/a' matches no running "
            "process and no unit");
  EXPECT_EQ(host.findings(false),
            "never-matches /etc/monitrc:1 a: '/usr/sbin/a' matches no command of a unit");
  host.facts.checks[0].matching.fits = 1;
  EXPECT_EQ(host.findings(), "");
}

TEST(Findings, APatternThatNamesAStoppedUnitMayMatchItsTitle) {
  Audited host("check process a with matching \"^a: master process\"\n");
  host.facts.checks[0].matching.stopped = {"a.service"};
  EXPECT_EQ(host.findings(), "");
  EXPECT_EQ(host.findings(false), "");
}

TEST(Findings, APatternThatFitsSeveralIsRisky) {
  Audited host("check process a with matching \"daemon\"\n");
  host.facts.checks[0].matching.fits = 3;
  EXPECT_EQ(host.findings(),
            "risky-pattern /etc/monitrc:1 a: 'daemon' matches 3 running processes; "
            "monit takes the oldest");
  host.facts.checks[0].matching.units = {pkgmap::test::unit("x.service", "/usr/sbin/x"),
                                         pkgmap::test::unit("y.service", "/usr/sbin/y")};
  EXPECT_EQ(host.findings(),
            "risky-pattern /etc/monitrc:1 a: 'daemon' matches commands of 2 different units");
}

TEST(Findings, AnEnabledServiceWithoutACheckIsNamedWithItsUnit) {
  Audited host("check system vm\n");
  host.services = {{"a.service", "/usr/lib/systemd/system/a.service", "a"}};
  EXPECT_EQ(host.findings(),
            "unwatched /usr/lib/systemd/system/a.service:1 : a.service of a is "
            "enabled, but no check belongs to that package");
}

TEST(Findings, AServiceWhoseCheckARuleKeepsIsWatchedAndTheCheckHasAnOwner) {
  Audited host(kFile);
  host.services = {{"a.service", "/usr/lib/systemd/system/a.service", "a"}};
  Evidence evidence{
      EvidenceKind::file_owner, Strength::exact, {"a", "", "1", "1", "noarch"}, "", ""};
  evidence.overruled = true;
  host.belonging[0] = {{evidence}, "the rule 'r' keeps it"};
  host.with_unowned = true;
  EXPECT_EQ(host.findings(), "");
}

TEST(Findings, OnlyWhatCouldHaveAPackageIsUnowned) {
  Audited host("check system vm\ncheck filesystem root with path /\n" + std::string(kFile));
  host.with_unowned = true;
  EXPECT_EQ(host.findings(), "unowned /etc/monitrc:3 bin: no evidence ties it to a package");
}

struct AlertRow {
  const char* statement;
  bool chatty;
};

class Alerts : public ::testing::TestWithParam<AlertRow> {};

TEST_P(Alerts, MailSuspensionsUnlessTheyLeaveActionAndInstanceOut) {
  TextFiles files{{"/etc/monitrc", GetParam().statement}};
  const auto parsed = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
  EXPECT_EQ(mails_every_suspension(parsed.control_file.settings.alerts.at(0)), GetParam().chatty);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Alerts,
    ::testing::Values(AlertRow{"set alert a@b", true},
                      AlertRow{"set alert a@b not on { action, instance }", false},
                      AlertRow{"SET ALERT a@b NOT ON { instance ACTION }", false},
                      AlertRow{"set alert a@b not on { action }", true},
                      AlertRow{"set alert a@b on { nonexist, timeout }", false},
                      AlertRow{"set alert a@b { action }", true},
                      AlertRow{"set alert a@b # { action, instance }\n", true},
                      AlertRow{"set alert a@b not # of all\n on { action, instance }", false},
                      AlertRow{"set alert a@b on { nonexist } # not { action", false},
                      AlertRow{"set alert a@b on { nonexist } with reminder on 5 cycles", false},
                      AlertRow{"set alert a@b with mail-format { subject: not on }", true}));

TEST(Findings, AChattyAlertIsNamedWithItsPlaceButNotItsAddress) {
  const Audited host("set alert secret@example.org\ncheck system vm\n");
  EXPECT_EQ(host.findings(),
            "chatty /etc/monitrc:1 : 'set alert' mails every suspension; add 'not on "
            "{ action, instance }' to prevent that");
}

}  // namespace
}  // namespace pkgmap::rules
