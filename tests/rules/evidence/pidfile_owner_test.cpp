// Tests pidfile-owner: a pidfile in the file list.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class PidfileOwner : public EvidenceTable {};

TEST_P(PidfileOwner, SaysSo) {
  expect(EvidenceKind::pidfile_owner);
}

const EvidenceRow kPidfileOwnerRows[] = {
    {"ItIsExact",
     [](FactsBuilder& host) { return host.process("db", "/run/mysqld/mysqld.pid"); },
     {"/run/mysqld/mysqld.pid"},
     "exact: pidfile /run/mysqld/mysqld.pid is in its file list"},
    {"ADirectoryOfThatNameIsNone",
     [](FactsBuilder& host) { return host.process("db", "/run/mysqld/mysqld.pid"); },
     {"/run/mysqld/mysqld.pid/"},
     ""},
    {"AnotherPidfileIsNone",
     [](FactsBuilder& host) { return host.process("db", "/run/mysqld/mysqld.pid"); },
     {"/run/mysqld/mysqld2.pid"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, PidfileOwner, ::testing::ValuesIn(kPidfileOwnerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
