// Tests socket-owner: ports and unix sockets.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class SocketOwner : public EvidenceTable {};

TEST_P(SocketOwner, SaysSo) {
  expect(EvidenceKind::socket_owner);
}

const EvidenceRow kSocketOwnerRows[] = {
    {"AListeningProcessIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.sockets = {{"port 3306", {}, {process("/usr/sbin/mysqld")}, {}}};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "likely: port 3306: its pidfile says 7; /usr/sbin/mysqld is mysql-server's"},
    {"ASocketUnitIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.sockets = {{"port 3306", {}, {}, {unit("mysqld.socket")}}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.socket"},
     "likely: mysqld.socket listens on port 3306; /usr/lib/systemd/system/mysqld.socket is "
     "mysql-server's"},
    {"SocketUnitsOfSeveralPackagesAreWeak",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.sockets = {{"port 3306", {}, {}, {unit("mysqld.socket"), unit("other.socket")}}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.socket"},
     "weak: mysqld.socket listens on port 3306; /usr/lib/systemd/system/mysqld.socket is "
     "mysql-server's"},
    {"ASocketInTheFileListIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.sockets = {{"unix socket /run/x", path("/run/x"), {}, {}}};
       return check;
     },
     {"/run/x"},
     "likely: unix socket /run/x is in its file list; /run/x is mysql-server's"},
    {"AnotherListenerIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.sockets = {{"port 3306", {}, {process("/usr/sbin/other")}, {}}};
       return check;
     },
     {"/usr/sbin/mysqld"},
     ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, SocketOwner, ::testing::ValuesIn(kSocketOwnerRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
