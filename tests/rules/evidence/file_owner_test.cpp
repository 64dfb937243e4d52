// Tests file-owner: a path in the file list; directories and general programs are weak.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class FileOwner : public EvidenceTable {};

TEST_P(FileOwner, SaysSo) {
  expect(EvidenceKind::file_owner);
}

template <monitrc::TestKind kind>
CheckFacts directory_with(FactsBuilder& host) {
  CheckFacts check = host.check(monitrc::CheckType::directory, "d", "/etc/mysql");
  monitrc::Test test;
  test.kind = kind;
  host.test(test);
  return check;
}

// rpm makes a directory that many packages have as it makes it for each of them; dpkg leaves the
// mode and the owner of a directory alone that is there.
TEST(FileOwnerOfADirectory, IsWeakIfItIsSharedOrOfDpkg) {
  FactsBuilder host;
  const CheckFacts check = directory_with<monitrc::TestKind::uid>(host);
  PackageFacts package = package_of({"/etc/mysql/"});
  package.files[0].shared = true;
  EXPECT_EQ(said(EvidenceKind::file_owner, check, package), "weak: /etc/mysql is mysql-server's");
  package.files[0].shared = false;
  package.nevra.system = PackageSystem::dpkg;
  EXPECT_EQ(said(EvidenceKind::file_owner, check, package), "weak: /etc/mysql is mysql-server's");
}

TEST(FileOwnerOfALink, IsLikelyIfAScriptWillLetItLeadToTheFile) {
  FactsBuilder host;
  CheckFacts check = host.file("editor", "/usr/bin/editor");
  check.path.hops = {"/usr/bin/editor", "/etc/alternatives/editor", "/usr/bin/nano"};
  PackageFacts package = package_of({});
  package.won_links.emplace_back();
  package.won_links[0].path = "/usr/bin/editor";
  package.won_links[0].shipped = "/usr/bin/vim";
  EXPECT_EQ(said(EvidenceKind::file_owner, check, package),
            "likely: /usr/bin/editor will lead to /usr/bin/vim, which is mysql-server's");
  package.won_links[0].path = "/usr/bin/vi";
  EXPECT_EQ(said(EvidenceKind::file_owner, check, package), "");
}

const EvidenceRow kFileOwnerRows[] = {
    {"AFileIsExact",
     [](FactsBuilder& host) { return host.file("bin", "/usr/sbin/mysqld"); },
     {"/usr/sbin/mysqld"},
     "exact: /usr/sbin/mysqld is mysql-server's"},
    {"ALinkIsShownWithWhereItLeads",
     [](FactsBuilder& host) {
       auto check = host.file("mta", "/usr/sbin/mta");
       check.path.hops = {"/usr/sbin/mta", "/etc/alternatives/mta", "/usr/sbin/mta.x"};
       return check;
     },
     {"/usr/sbin/mta.x"},
     "exact: /usr/sbin/mta leads to /usr/sbin/mta.x, which is mysql-server's"},
    {"ADirectoryIsWeak",
     [](FactsBuilder& host) {
       return host.check(monitrc::CheckType::directory, "d", "/etc/mysql");
     },
     {"/etc/mysql/"},
     "weak: /etc/mysql is mysql-server's"},
    {"ADirectoryWhoseGroupIsTestedIsLikely",
     directory_with<monitrc::TestKind::gid>,
     {"/etc/mysql/"},
     "likely: /etc/mysql is mysql-server's"},
    {"ADirectoryWhoseModeIsTestedIsLikely",
     directory_with<monitrc::TestKind::permission>,
     {"/etc/mysql/"},
     "likely: /etc/mysql is mysql-server's"},
    {"ADirectoryWhoseFileSystemIsTestedIsWeak",
     directory_with<monitrc::TestKind::fsflags>,
     {"/etc/mysql/"},
     "weak: /etc/mysql is mysql-server's"},
    {"AFifoIsExact",
     [](FactsBuilder& host) {
       return host.check(monitrc::CheckType::fifo, "f", "/run/mysqld/fifo");
     },
     {"/run/mysqld/fifo"},
     "exact: /run/mysqld/fifo is mysql-server's"},
    {"AProgramCheckIsExact",
     [](FactsBuilder& host) {
       return host.check(monitrc::CheckType::program, "p", "/usr/bin/mysqlcheck");
     },
     {"/usr/bin/mysqlcheck"},
     "exact: /usr/bin/mysqlcheck is mysql-server's"},
    {"AShellOfAProgramCheckIsWeak",
     [](FactsBuilder& host) {
       return host.check(monitrc::CheckType::program, "p", "/usr/bin/bash");
     },
     {"/usr/bin/bash"},
     "weak: /usr/bin/bash is mysql-server's"},
    {"AFileCheckOfAShellIsExact",
     [](FactsBuilder& host) { return host.file("p", "/usr/bin/bash"); },
     {"/usr/bin/bash"},
     "exact: /usr/bin/bash is mysql-server's"},
    {"TheScriptOfAnInterpreterIsExact",
     [](FactsBuilder& host) {
       auto check = host.check(monitrc::CheckType::program, "p", "/usr/bin/python3");
       check.scripts = {path("/usr/share/mysql/check.py")};
       return check;
     },
     {"/usr/share/mysql/check.py"},
     "exact: /usr/share/mysql/check.py is mysql-server's"},
    {"AnotherPathOfThatNameIsNothing",
     [](FactsBuilder& host) { return host.file("mysqld", "/opt/mysql/bin/mysqld"); },
     {"/usr/sbin/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, FileOwner, ::testing::ValuesIn(kFileOwnerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
