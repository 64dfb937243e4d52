// Tests program-owner: programs that a check starts itself.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class ProgramOwner : public EvidenceTable {};

TEST_P(ProgramOwner, SaysSo) {
  expect(EvidenceKind::program_owner);
}

const EvidenceRow kProgramOwnerRows[] = {
    {"ItIsStrong",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {{CommandOf::start, path("/usr/sbin/mysqld_safe")}};
       return check;
     },
     {"/usr/sbin/mysqld_safe"},
     "strong: start program is /usr/sbin/mysqld_safe; /usr/sbin/mysqld_safe is mysql-server's"},
    {"AGeneralProgramBehindALinkIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {
           {CommandOf::start, {"/usr/local/bin/run", {"/usr/local/bin/run", "/usr/bin/bash"}}}};
       return check;
     },
     {"/usr/bin/bash"},
     ""},
    {"OfATestItIsLikelyIfItControlsSomething",
     [](FactsBuilder& host) {
       auto check = host.file("log", "/var/log/app.log");
       check.programs = {{CommandOf::test, path("/usr/sbin/mysqlctl"), true}};
       return check;
     },
     {"/usr/sbin/mysqlctl"},
     "likely: the exec of a test is /usr/sbin/mysqlctl; /usr/sbin/mysqlctl is mysql-server's"},
    {"OfATestItIsWeakIfItMayOnlyTellSomebody",
     [](FactsBuilder& host) {
       auto check = host.file("log", "/var/log/app.log");
       check.programs = {{CommandOf::test, path("/usr/bin/mysql-notify"), false}};
       return check;
     },
     {"/usr/bin/mysql-notify"},
     "weak: the exec of a test is /usr/bin/mysql-notify; /usr/bin/mysql-notify is mysql-server's"},
    {"AnotherProgramIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {{CommandOf::start, path("/usr/local/bin/mysqld_safe")}};
       return check;
     },
     {"/usr/sbin/mysqld_safe"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, ProgramOwner, ::testing::ValuesIn(kProgramOwnerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
