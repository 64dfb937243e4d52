// Tests program-owner: programs that a check starts itself.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::testing;

class ProgramOwner : public EvidenceTable {};

TEST_P(ProgramOwner, SaysSo) {
  expect(EvidenceKind::program_owner);
}

const EvidenceRow kProgramOwnerRows[] = {
    {"ItIsStrong",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {{"start", path("/usr/sbin/mysqld_safe")}};
       return check;
     },
     {"/usr/sbin/mysqld_safe"},
     "strong: start program is /usr/sbin/mysqld_safe; /usr/sbin/mysqld_safe is mysql-server's"},
    {"AGeneralProgramBehindALinkIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {
           {"start", {"/usr/local/bin/run", {"/usr/local/bin/run", "/usr/bin/bash"}}}};
       return check;
     },
     {"/usr/bin/bash"},
     ""},
    {"AnotherProgramIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.programs = {{"start", path("/usr/local/bin/mysqld_safe")}};
       return check;
     },
     {"/usr/sbin/mysqld_safe"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, ProgramOwner, ::testing::ValuesIn(kProgramOwnerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
