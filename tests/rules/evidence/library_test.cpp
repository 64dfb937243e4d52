// Tests library: mapped libraries.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class Library : public EvidenceTable {};

TEST_P(Library, SaysSo) {
  expect(EvidenceKind::library);
}

const EvidenceRow kLibraryRows[] = {
    {"ItIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/usr/sbin/mysqld")};
       check.processes[0].libraries = {path("/usr/lib64/libx.so.1")};
       return check;
     },
     {"/usr/lib64/libx.so.1"},
     "weak: process 7 has its library mapped; /usr/lib64/libx.so.1 is mysql-server's"},
    {"OthersAreNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/usr/sbin/mysqld")};
       return check;
     },
     {"/usr/lib64/libx.so.1"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Library, ::testing::ValuesIn(kLibraryRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
