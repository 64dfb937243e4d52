// Tests runtime-directory: directories that a package makes.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class RuntimeDirectory : public EvidenceTable {};

TEST_P(RuntimeDirectory, SaysSo) {
  expect(EvidenceKind::runtime_directory);
}

const EvidenceRow kRuntimeDirectoryRows[] = {
    {"OfAServiceWhoseUnitIsGoneItIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("old", "/run/mysqld/old.pid");
       check.directories = {{"pidfile /run/mysqld/old.pid", {"/run/mysqld"}, {}}};
       check.commands = {{CommandOf::start, unit("old.service")}};
       check.commands.front().unit.exists = false;
       return check;
     },
     {"/run/mysqld/"},
     "weak: pidfile /run/mysqld/old.pid lies in its directory; /run/mysqld is mysql-server's"},
    {"ItsOwnDirectoryIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.directories = {{"pidfile /run/mysqld/mysqld.pid", {"/run/mysqld"}, {}}};
       return check;
     },
     {"/run/mysqld/"},
     "likely: pidfile /run/mysqld/mysqld.pid lies in its directory; /run/mysqld is mysql-server's"},
    {"WhatItsTmpfilesMakeIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.directories = {
           {"pidfile x", {"/run/mysqld"}, {unit("mysql.conf", {}, "/usr/lib/tmpfiles.d/")}}};
       return check;
     },
     {"/usr/lib/tmpfiles.d/mysql.conf"},
     "likely: pidfile x lies in its directory; /usr/lib/tmpfiles.d/mysql.conf of mysql-server "
     "makes /run/mysqld"},
    {"WhatAnotherMakesTooIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.directories = {
           {"pidfile x",
            {"/run/mysqld"},
            {unit("mysql.conf", {}, "/usr/lib/tmpfiles.d/"), unit("other.service")}}};
       return check;
     },
     {"/usr/lib/tmpfiles.d/mysql.conf"},
     "weak: pidfile x lies in its directory; /usr/lib/tmpfiles.d/mysql.conf of mysql-server makes "
     "/run/mysqld"},
    {"AFileOfThatNameIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.directories = {{"pidfile x", {"/run/mysqld"}, {}}};
       return check;
     },
     {"/run/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, RuntimeDirectory, ::testing::ValuesIn(kRuntimeDirectoryRows),
                         row_name);

TEST(RuntimeDirectoryOfSeveral, OneThatAnotherPackageOwnsTooIsWeak) {
  FactsBuilder host;
  auto check = host.process("db", "/run/db/db.pid");
  check.directories = {{"pidfile /run/db/db.pid", {"/run/db"}, {}}};
  auto package = package_of({"/run/db/"});
  package.files[0].shared = true;
  EXPECT_EQ(said(EvidenceKind::runtime_directory, check, package).substr(0, 5), "weak:");
}

}  // namespace
}  // namespace pkgmap::rules
