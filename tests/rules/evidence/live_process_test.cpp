// Tests live-process: the process that a pidfile names.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class LiveProcess : public EvidenceTable {};

TEST_P(LiveProcess, SaysSo) {
  expect(EvidenceKind::live_process);
}

const EvidenceRow kLiveProcessRows[] = {
    {"ItsExecutableIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/usr/sbin/mysqld")};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "likely: its pidfile says 7; /usr/sbin/mysqld is mysql-server's"},
    {"ItsUnitIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/opt/x")};
       check.processes[0].units = {unit("mysqld.service")};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "likely: its pidfile says 7; /usr/lib/systemd/system/mysqld.service is mysql-server's"},
    {"WhatAUserChoseIsWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/usr/sbin/mysqld", false)};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "weak: its pidfile says 7; /usr/sbin/mysqld is mysql-server's"},
    {"AnotherExecutableIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.processes = {process("/usr/local/sbin/mysqld")};
       return check;
     },
     {"/usr/sbin/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, LiveProcess, ::testing::ValuesIn(kLiveProcessRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
