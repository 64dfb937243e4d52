// Tests process-match: patterns that match processes and ExecStart=.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class ProcessMatch : public EvidenceTable {};

TEST_P(ProcessMatch, SaysSo) {
  expect(EvidenceKind::process_match);
}

const EvidenceRow kProcessMatchRows[] = {
    {"ARunningProcessIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "");
       check.matching.processes = {process("/usr/sbin/mysqld")};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "likely: its pidfile says 7; /usr/sbin/mysqld is mysql-server's"},
    {"AProcessByItsArgumentsIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "");
       check.matching.processes = {process("/usr/bin/vim", false)};
       return check;
     },
     {"/usr/bin/vim"},
     "weak: its pidfile says 7; /usr/bin/vim is mysql-server's"},
    {"AUnitThatWouldRunItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "");
       check.matching.units = {unit("mysqld.service", "/usr/sbin/mysqld")};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "likely: its pattern matches the command of mysqld.service; "
     "/usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
    {"UnitsOfSeveralPackagesAreWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "");
       check.matching.units = {unit("mysqld.service"), unit("other.service")};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "weak: its pattern matches the command of mysqld.service; "
     "/usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
};
INSTANTIATE_TEST_SUITE_P(Rows, ProcessMatch, ::testing::ValuesIn(kProcessMatchRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
