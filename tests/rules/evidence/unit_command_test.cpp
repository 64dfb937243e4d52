// Tests unit-command: units and init scripts that a check starts.
#include "tests/rules/evidence/table.hpp"

namespace pkgmap::rules {
namespace {

using namespace pkgmap::test;

class UnitCommand : public EvidenceTable {};

TEST_P(UnitCommand, SaysSo) {
  expect(EvidenceKind::unit_command);
}

const EvidenceRow kUnitCommandRows[] = {
    {"OfThePackageItIsStrongOnce",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.commands = {{CommandOf::start, unit("mysqld.service")},
                         {CommandOf::stop, unit("mysqld.service")}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "strong: start program runs mysqld.service; /usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
    {"OfTheAdministratorItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.commands = {
           {CommandOf::start, unit("db.service", "/usr/sbin/mysqld", "/etc/systemd/system/")}};
       return check;
     },
     {"/usr/sbin/mysqld"},
     "likely: start program runs db.service; /usr/sbin/mysqld is mysql-server's"},
    {"OfAProgramCheckItCountsIfItOnlyAsks",
     [](FactsBuilder& host) {
       auto check = host.check(monitrc::CheckType::program, "q", "/usr/bin/systemctl");
       check.commands = {{CommandOf::own, unit("mysqld.service"), true}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "strong: its program asks about mysqld.service; /usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
    {"OfATestItCountsWhateverTheCheckWatches",
     [](FactsBuilder& host) {
       auto check = host.file("log", "/var/log/app.log");
       check.commands = {{CommandOf::test, unit("mysqld.service")}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "strong: the exec of a test runs mysqld.service; /usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
    {"OfAScriptItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.check(monitrc::CheckType::program, "q", "/opt/checks/db.sh");
       check.commands = {
           {CommandOf::own, unit("mysqld.service"), true, false, "/opt/checks/db.sh"}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "likely: its program asks about mysqld.service, by /opt/checks/db.sh; "
     "/usr/lib/systemd/system/mysqld.service is mysql-server's"},
    {"OfADaemonThatRunsTheProgramItIsLikely",
     [](FactsBuilder& host) {
       auto check = host.process("web", "/run/web.pid");
       check.commands = {{CommandOf::start, unit("supervisord.service"), false, true}};
       return check;
     },
     {"/usr/lib/systemd/system/supervisord.service"},
     "likely: start program needs supervisord.service; "
     "/usr/lib/systemd/system/supervisord.service is mysql-server's"},
    {"AUnitThatRunsSomethingElseIsNothing",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       check.commands = {
           {CommandOf::start, unit("mysqld.service", "/opt/mysqld", "/etc/systemd/system/")}};
       return check;
     },
     {"/usr/sbin/mysqld", "/usr/lib/systemd/system/mysqld.service"},
     ""},
    {"AnAliasLeadsToIt",
     [](FactsBuilder& host) {
       auto check = host.process("db", "/run/mysqld/mysqld.pid");
       UnitFact alias = unit("mysqld.service");
       alias.fragments.insert(alias.fragments.begin(), "/etc/systemd/system/mysql.service");
       check.commands = {{CommandOf::restart, alias}};
       return check;
     },
     {"/usr/lib/systemd/system/mysqld.service"},
     "strong: restart program runs mysqld.service; /usr/lib/systemd/system/mysqld.service is "
     "mysql-server's"},
};
INSTANTIATE_TEST_SUITE_P(Rows, UnitCommand, ::testing::ValuesIn(kUnitCommandRows), row_name);

}  // namespace
}  // namespace pkgmap::rules
