// Each kind of evidence: what it finds, how strongly, and what it must not find.
#include "rules/evidence/evidence.hpp"

#include <gtest/gtest.h>

#include "tests/support/facts.hpp"

namespace pkgmap::rules {
namespace {

using pkgmap::testing::FactsBuilder;

TEST(FileOwner, AFileOfThePackageIsExactEvidence) {
  FactsBuilder host;
  const auto& check = host.file("bin", "/usr/sbin/mysqld");
  const auto& package = host.package("mysql-server", {"/usr/sbin/mysqld"});
  const auto found = evidence_for(check, package);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, EvidenceKind::file_owner);
  EXPECT_EQ(found[0].strength, Strength::exact);
  EXPECT_EQ(found[0].detail(), "/usr/sbin/mysqld is mysql-server's");
}

TEST(FileOwner, APathBehindALinkIsShownWithWhereItLeads) {
  FactsBuilder host;
  auto& check = host.file("mta", "/usr/sbin/sendmail");
  check.path.hops = {"/usr/sbin/sendmail", "/etc/alternatives/mta", "/usr/sbin/sendmail.postfix"};
  const auto& package = host.package("postfix", {"/usr/sbin/sendmail.postfix"});
  const auto found = evidence_for(check, package);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].detail(),
            "/usr/sbin/sendmail leads to /usr/sbin/sendmail.postfix, which is postfix's");
}

TEST(FileOwner, ADirectoryIsOnlyWeakEvidence) {
  FactsBuilder host;
  const auto& check = host.check(monitrc::CheckType::directory, "etc", "/etc/mysql");
  auto& package = host.package("mysql-server", {"/etc/mysql"});
  package.files[0].directory = true;
  const auto found = evidence_for(check, package);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].strength, Strength::weak);
}

TEST(FileOwner, ANameThatLooksAlikeIsNoEvidence) {
  FactsBuilder host;
  const auto& check = host.file("mysql-server", "/opt/mysql-server/bin/mysqld");
  const auto& package = host.package("mysql-server", {"/usr/sbin/mysqld"});
  EXPECT_TRUE(evidence_for(check, package).empty());
}

TEST(PidfileOwner, AGhostPidfileIsExactEvidence) {
  FactsBuilder host;
  const auto& check = host.process("mysqld", "/run/mysqld/mysqld.pid");
  auto& package = host.package("mysql-server", {"/run/mysqld/mysqld.pid"});
  package.files[0].ghost = true;
  const auto found = evidence_for(check, package);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, EvidenceKind::pidfile_owner);
  EXPECT_EQ(found[0].strength, Strength::exact);
  EXPECT_EQ(found[0].detail(), "pidfile /run/mysqld/mysqld.pid is its %ghost");
}

TEST(UnitCommand, AUnitOfThePackageIsStrongEvidenceOnce) {
  FactsBuilder host;
  auto& check = host.process("db", "/run/other.pid");
  const UnitFact unit{
      "mysql",
      "mysqld.service",
      {"/etc/systemd/system/mysql.service", "/usr/lib/systemd/system/mysqld.service"}};
  check.commands = {{"start", unit}, {"stop", unit}};
  const auto& package = host.package("mysql-server", {"/usr/lib/systemd/system/mysqld.service"});
  const auto found = evidence_for(check, package);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, EvidenceKind::unit_command);
  EXPECT_EQ(found[0].strength, Strength::strong);
  EXPECT_EQ(found[0].claim, "start program runs mysqld.service");
  EXPECT_EQ(found[0].ground, "/usr/lib/systemd/system/mysqld.service is mysql-server's");
}

}  // namespace
}  // namespace pkgmap::rules
