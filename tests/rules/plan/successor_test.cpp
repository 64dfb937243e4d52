// Tests when a check still has packages after the packages are gone that it was suspended for.
#include "rules/plan/successor.hpp"

#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

constexpr const char* kDirectory = "/run/php/";

/// The check of php82-fpm: its pidfile lies in a directory that php84 makes, too.
CheckFacts php(FactsBuilder& host, const char* start = nullptr, bool exists = false) {
  CheckFacts check = host.process("php82-fpm", "/run/php/php82-fpm.pid");
  check.directories = {{"pidfile /run/php/php82-fpm.pid", {"/run/php"}, {}}};
  if (start) {
    check.commands = {{CommandOf::start, unit(start)}};
    check.commands.front().unit.exists = exists;
  }
  return check;
}

TEST(Successor, OfARenamedServiceMakesTheSameDirectoryButIsAnother) {
  FactsBuilder host;
  const CheckFacts check = php(host, "php82-fpm.service");
  EXPECT_FALSE(has_successor(check, {package_of({kDirectory})}, Strength::strong));
  EXPECT_FALSE(has_successor(check, {package_of({kDirectory})}, Strength::likely));
}

TEST(Successor, DoesNotOutweighStrongerEvidenceByADirectory) {
  FactsBuilder host;
  const CheckFacts check = php(host);
  EXPECT_FALSE(has_successor(check, {package_of({kDirectory})}, Strength::strong));
  EXPECT_FALSE(has_successor(check, {package_of({kDirectory})}, Strength::exact));
  EXPECT_TRUE(has_successor(check, {package_of({kDirectory})}, Strength::likely));
}

TEST(Successor, WithTheUnitOrTheFileOfThatNameIsOne) {
  FactsBuilder host;
  const CheckFacts check = php(host, "php82-fpm.service", true);
  EXPECT_TRUE(has_successor(check, {package_of({"/usr/lib/systemd/system/php82-fpm.service"})},
                            Strength::exact));
  const CheckFacts file = host.file("conf", "/etc/php.ini");
  EXPECT_TRUE(has_successor(file, {package_of({"/etc/php.ini"})}, Strength::exact));
}

TEST(Successor, ThatDeclaresThePidfileDoesNotBringBackTheUnitThatMonitWouldStart) {
  FactsBuilder host;
  CheckFacts check = php(host, "php82-fpm.service");
  check.pidfile_units = {unit("php84-fpm.service")};
  const auto owner = package_of({"/usr/lib/systemd/system/php84-fpm.service"});
  EXPECT_FALSE(has_successor(check, {owner}, Strength::strong));
  check.commands.clear();
  EXPECT_TRUE(has_successor(check, {owner}, Strength::strong));
}

TEST(Successor, IsNotThePackageOfAGeneralProgram) {
  FactsBuilder host;
  const CheckFacts check = host.check(monitrc::CheckType::program, "q", "/usr/bin/systemctl");
  EXPECT_FALSE(has_successor(check, {package_of({"/usr/bin/systemctl"})}, Strength::strong));
}

TEST(Successor, OfACheckThatOnlyARuleSuspendedIsWhoeverOwnsSomething) {
  FactsBuilder host;
  const CheckFacts check = host.check(monitrc::CheckType::directory, "d", "/srv/www");
  EXPECT_TRUE(has_successor(check, {package_of({"/srv/www/"})}, Strength::weak));
  EXPECT_FALSE(has_successor(check, {package_of({"/srv/other/"})}, Strength::weak));
  EXPECT_FALSE(has_successor(check, {}, Strength::weak));
}

}  // namespace
}  // namespace pkgmap::rules
