// Tests directory-content: files right below a watched directory.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class DirectoryContent : public EvidenceTable {};

TEST_P(DirectoryContent, SaysSo) {
  expect(EvidenceKind::directory_content);
}

const EvidenceRow kDirectoryContentRows[] = {
    {"WithATimestampTestItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.check(monitrc::CheckType::directory, "d", "/etc/my.cnf.d");
       monitrc::Test test;
       test.kind = monitrc::TestKind::timestamp;
       static monitrc::Check with;
       with = *check.check;
       with.tests = {test};
       check.check = &with;
       return check;
     },
     {"/etc/my.cnf.d/a.cnf", "/etc/my.cnf.d/b.cnf"},
     "likely: mysql-server has files right below /etc/my.cnf.d; /etc/my.cnf.d/a.cnf and 1 more"},
    {"WithoutItIsWeak",
     [](FactsBuilder& host) {
       return host.check(monitrc::CheckType::directory, "d", "/etc/my.cnf.d");
     },
     {"/etc/my.cnf.d/a.cnf"},
     "weak: mysql-server has files right below /etc/my.cnf.d; /etc/my.cnf.d/a.cnf"},
    {"DeeperFilesAreNone",
     [](FactsBuilder& host) { return host.check(monitrc::CheckType::directory, "d", "/etc"); },
     {"/etc/my.cnf.d/a.cnf"},
     ""},
    {"SubdirectoriesAreNone",
     [](FactsBuilder& host) { return host.check(monitrc::CheckType::directory, "d", "/etc"); },
     {"/etc/my.cnf.d/"},
     ""},
    {"ALongerNameIsAnotherDirectory",
     [](FactsBuilder& host) { return host.check(monitrc::CheckType::directory, "d", "/etc/my"); },
     {"/etc/my.cnf"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, DirectoryContent, ::testing::ValuesIn(kDirectoryContentRows),
                         row_name);

}  // namespace
}  // namespace pkgmap::rules
