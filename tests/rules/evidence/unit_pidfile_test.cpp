// Tests unit-pidfile: PIDFile= of a unit.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class UnitPidfile : public EvidenceTable {};

TEST_P(UnitPidfile, SaysSo) {
  expect(EvidenceKind::unit_pidfile);
}

const EvidenceRow kUnitPidfileRows[] = {
    {"OfThePackageItIsStrong",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.pidfile_units = {unit("mysqld.service")};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "strong: pidfile /run/mysqld/mysqld.pid is declared by mysqld.service; "
     "/usr/lib/systemd/system/mysqld.service is mysql-server's"},
    {"OfTheAdministratorItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.pidfile_units = {unit("db.service", "/usr/sbin/mysqld", "/etc/systemd/system/")};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "likely: pidfile /run/mysqld/mysqld.pid is declared by db.service; /usr/sbin/mysqld is "
     "mysql-server's"},
    {"OfAnotherItIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.pidfile_units = {unit("other.service", "/usr/sbin/other")};
       return check;
     },
     {"/usr/sbin/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, UnitPidfile, ::testing::ValuesIn(kUnitPidfileRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
