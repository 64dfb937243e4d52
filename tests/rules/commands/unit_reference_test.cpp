// Tests which commands start a unit or ask about it, and which only resemble them.
#include "rules/commands/unit_reference.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct UnitReferenceRow {
  std::vector<std::string> argv;
  // Empty for none. "?" before a name: the command only asks; "super:", "dir:": supervisord or a
  // service directory; "~" behind it: perhaps the command is about something else.
  std::string name;
};

TEST(UnitReferenceThatStarts, IsOneOfAVerbThatStartsWhatDoesNotRun) {
  const auto starts = [](const std::vector<std::string>& argv) {
    const auto units = unit_references(argv);
    EXPECT_EQ(units.size(), 1U);
    return !units.empty() && units.front().starts;
  };
  for (const char* verb : {"start", "restart", "reload-or-restart"}) {
    EXPECT_TRUE(starts({"systemctl", verb, "a"})) << verb;
    EXPECT_TRUE(starts({"service", "a", verb})) << verb;
    EXPECT_TRUE(starts({"/etc/init.d/a", verb})) << verb;
    EXPECT_TRUE(starts({"rca", verb})) << verb;
  }
  for (const char* verb : {"stop", "reload", "try-restart", "condrestart", "kill", "status",
                           "is-active", "show", "try-reload-or-restart", "force-reload"}) {
    EXPECT_FALSE(starts({"systemctl", verb, "a"})) << verb;
    EXPECT_FALSE(starts({"service", "a", verb})) << verb;
    EXPECT_FALSE(starts({"/etc/init.d/a", verb})) << verb;
  }
  EXPECT_TRUE(starts({"systemctl", "enable", "--now", "a"}));
  EXPECT_FALSE(starts({"systemctl", "disable", "--now", "a"}));
  EXPECT_FALSE(starts({"systemctl", "mask", "--now", "a"}));
  EXPECT_FALSE(starts({"journalctl", "-u", "a"}));
  EXPECT_TRUE(starts({"initctl", "start", "a"}));
  EXPECT_FALSE(starts({"initctl", "stop", "a"}));
  EXPECT_TRUE(starts({"restart", "a"}));
  EXPECT_FALSE(starts({"stop", "a"}));
  EXPECT_FALSE(starts({"supervisorctl", "start", "a"}));
}

class UnitReferenceOf : public ::testing::TestWithParam<UnitReferenceRow> {};

TEST_P(UnitReferenceOf, IsReadFromTheArguments) {
  std::string names;
  for (const UnitReference& reference : unit_references(GetParam().argv)) {
    const char* const by = reference.starter == Starter::supervisord         ? "super:"
                           : reference.starter == Starter::service_directory ? "dir:"
                                                                             : "";
    names += (names.empty() ? "" : " ") + std::string(reference.asks ? "?" : "") + by +
             reference.name + (reference.guessed ? "~" : "");
  }
  EXPECT_EQ(names, GetParam().name);
}

const UnitReferenceRow kUnitReferenceRows[] = {
    {{"/usr/bin/systemctl", "start", "mysql"}, "mysql"},
    {{"/bin/systemctl", "--no-block", "restart", "mysql.service"}, "mysql.service"},
    {{"/bin/systemctl", "-H", "db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--machine=db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--user", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--host=db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--root=/mnt", "enable", "--now", "mysql"}, ""},
    {{"/bin/systemctl", "-Hroot@db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "-qMdb1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--image=/x", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--image", "/x", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--mach=db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--global", "enable", "--now", "mysql"}, ""},
    {{"/bin/systemctl", "-qt", "service", "start", "mysql"}, "mysql"},
    {{"/bin/systemctl", "start", "--", "mysql"}, "mysql"},
    {{"/bin/systemctl"}, ""},
    {{"/bin/systemctl", "start", "", "mysql"}, "mysql"},
    {{"/bin/systemctl", "--now", "start", "mysql"}, "mysql"},
    {{"/bin/systemctl", "--now", "daemon-reload", "mysql"}, ""},
    {{"/bin/systemctl", "start", "mysql", "slapd"}, "mysql slapd"},
    {{"/bin/systemctl", "start", "mysql*"}, ""},
    {{"/bin/systemctl", "start", "$UNIT"}, ""},
    {{"systemctl", "start", "tunnel@a.service"}, "tunnel@a.service"},
    {{"/usr/sbin/service", "mysql", "start"}, "mysql"},
    {{"/sbin/service", "mysql", "stop"}, "mysql"},
    {{"/usr/sbin/invoke-rc.d", "mysql", "start"}, "mysql"},
    {{"/usr/bin/deb-systemd-invoke", "restart", "mysql.service"}, "mysql.service"},
    {{"/etc/init.d/mysql", "start"}, "/etc/init.d/mysql"},
    {{"/etc/rc.d/init.d/mysql", "start"}, "/etc/rc.d/init.d/mysql"},
    {{"/usr/bin/systemctl", "try-restart", "mysql"}, "mysql"},
    {{"/usr/bin/systemctl", "enable", "--now", "mysql"}, "mysql"},
    {{"/usr/bin/systemctl", "--now", "disable", "mysql", "slapd"}, "mysql slapd"},
    {{"/usr/bin/systemctl", "enable", "mysql"}, ""},
    {{"/usr/bin/systemctl", "status", "mysql"}, "?mysql"},
    {{"/usr/bin/systemctl", "is-active", "mysqld"}, "?mysqld"},
    {{"/usr/bin/systemctl", "-q", "is-active", "mysqld", "slapd"}, "?mysqld ?slapd"},
    {{"systemctl", "is-active", "--quiet", "mysqld"}, "?mysqld"},
    {{"systemctl", "is-failed", "mysqld.service"}, "?mysqld.service"},
    {{"systemctl", "is-enabled", "mysqld"}, "?mysqld"},
    {{"systemctl", "show", "-p", "ActiveState", "--value", "mysqld"}, "?mysqld"},
    {{"systemctl", "show", "-P", "SubState", "mysqld"}, "?mysqld"},
    {{"systemctl", "list-units", "--state=failed"}, ""},
    {{"systemctl", "is-system-running"}, ""},
    {{"systemctl", "--user", "is-active", "mysqld"}, ""},
    {{"systemctl", "-M", "db1", "is-active", "mysqld"}, ""},
    {{"systemctl", "daemon-reload"}, ""},
    {{"/usr/bin/journalctl", "-u", "mysqld", "--since", "-5min"}, "?mysqld"},
    {{"journalctl", "-n", "20", "--unit=mysqld", "-uslapd"}, "?mysqld ?slapd"},
    {{"journalctl", "-M", "db1", "-u", "mysqld"}, ""},
    {{"journalctl", "--since", "-u", "-g", "mysqld"}, ""},
    {{"journalctl", "-b", "-u"}, ""},
    {{"journalctl", "-xeu", "mysqld"}, "?mysqld"},
    {{"journalctl", "-n", "-u", "mysqld"}, "?mysqld"},
    {{"journalctl", "--unit", "mysqld", "--root", "/x"}, ""},
    {{"journalctl", "--image=/x", "-u", "mysqld"}, ""},
    {{"journalctl", "-qMdb1", "-u", "mysqld"}, ""},
    {{"journalctl", "--user", "-u", "mysqld"}, ""},
    {{"journalctl", "--user-unit", "-u", "mysqld"}, ""},
    {{"journalctl", "-u", "mysqld*", "-f"}, ""},
    {{"/usr/sbin/service", "mysql", "status"}, "?mysql"},
    {{"/usr/sbin/service", "mysql", "bootstrap"}, ""},
    {{"/usr/sbin/rc-service", "mysql", "status"}, "?mysql"},
    {{"/etc/init.d/mysql", "status"}, "?/etc/init.d/mysql"},
    {{"/etc/init.d/mysql"}, "/etc/init.d/mysql"},
    {{"/etc/init.d/httpd", "graceful"}, "/etc/init.d/httpd"},
    {{"/usr/bin/systemctl", "start"}, ""},
    {{"/usr/sbin/service", "--status-all"}, ""},
    {{"/usr/sbin/service", "", "start"}, ""},
    {{"/usr/sbin/mysqld", "start", "mysql"}, ""},
    {{"/usr/sbin/invoke-rc.d", "--quiet", "mysql", "restart"}, "mysql"},
    {{"/sbin/rc-service", "-q", "mysql", "restart"}, "mysql"},
    {{"/sbin/rc-service", "--ifstarted", "mysql", "describe"}, ""},
    {{"/sbin/initctl", "restart", "mysql"}, "mysql"},
    {{"/sbin/initctl", "--system", "status", "mysql"}, "?mysql"},
    {{"/sbin/initctl", "--dest", "x", "start", "mysql"}, "mysql"},
    {{"/sbin/initctl", "--user", "start", "mysql"}, ""},
    {{"/sbin/initctl", "emit", "mysql"}, ""},
    {{"/sbin/initctl", "start", "$JOB"}, ""},
    {{"/usr/sbin/rcctl", "restart", "mysql"}, "mysql"},
    {{"/sbin/start", "$JOB"}, ""},
    {{"/sbin/initctl", "list"}, ""},
    {{"/sbin/start", "mysql"}, "mysql~"},
    {{"status", "mysql"}, "?mysql~"},
    {{"stop", "-q"}, ""},
    {{"/opt/app/bin/start", "mysql"}, ""},
    {{"/usr/sbin/rcmysql", "restart"}, "mysql~"},
    {{"/sbin/rcmysql", "status"}, "?mysql~"},
    {{"/usr/sbin/rcmysql"}, ""},
    {{"/usr/sbin/rcmysql", "mysql"}, ""},
    {{"/usr/bin/rc", "start"}, ""},
    {{"/opt/app/rcmysql", "start"}, ""},
    {{"/usr/bin/supervisorctl", "restart", "web"}, "super:web"},
    {{"supervisorctl", "-c", "/etc/s.conf", "start", "web", "api:one"}, "super:web super:one"},
    {{"supervisorctl", "status", "web"}, "?super:web"},
    {{"supervisorctl", "signal", "HUP", "web"}, "super:web"},
    {{"supervisorctl", "restart", "all"}, "super:"},
    {{"supervisorctl", "restart", "api:*"}, "super:"},
    {{"supervisorctl", "-s", "unix:///run/s.sock", "start", "web"}, "super:web"},
    {{"supervisorctl", "-s", "http://db1:9001", "start", "web"}, ""},
    {{"supervisorctl", "--serverurl=http://db1:9001", "start", "web"}, ""},
    {{"supervisorctl", "--serverurl=http://localhost:9001", "start", "web"}, "super:web"},
    {{"supervisorctl", "-shttp://db1:9001", "start", "web"}, ""},
    {{"supervisorctl", "-sunix:///run/s.sock", "start", "web"}, "super:web"},
    {{"supervisorctl", "-r", "/root/.history", "start", "web"}, "super:web"},
    {{"supervisorctl", "-u", "me", "-p", "start", "stop", "web"}, "super:web"},
    {{"supervisorctl", "-ishttp://db1:9001", "start", "web"}, ""},
    {{"supervisorctl", "-c/etc/s.conf", "start", "web"}, "super:web"},
    {{"supervisorctl", "reread"}, ""},
    {{"supervisorctl", "add", "web"}, ""},
    {{"supervisorctl", "start", "web", "-s"}, "super:web"},
    {{"supervisorctl", "-s", "http://127.0.0.1:9001", "start", "web"}, "super:web"},
    {{"supervisorctl", "start", "$NAME"}, ""},
    {{"/usr/bin/sv", "-w", "9", "restart", "web", "/etc/service/api"},
     "dir:web dir:/etc/service/api"},
    {{"sv", "check", "web"}, "?dir:web"},
    {{"sv", "-vw", "9", "up", "web"}, "dir:web"},
    {{"sv", "up"}, ""},
    {{"sv", "restart", "*", "web"}, "dir:web"},
    {{"svc", "-t", "/service/*", "/service/web"}, "dir:/service/web"},
    {{"/bin/s6-svc", "-wU", "-T", "5000", "-u", "/run/service/web"}, "dir:/run/service/web"},
    {{"s6-svstat", "/run/service/web"}, "?dir:/run/service/web"},
    {{"svc", "-t", "/service/web"}, "dir:/service/web"},
    {{"svstat", "/service/web"}, "?dir:/service/web"},
    {{"s6-svc", "-o", "/run/service/web"}, "dir:/run/service/web"},
    {{"s6-svc", "-uwU", "/run/service/web"}, "dir:/run/service/web"},
    {{"s6-svstat", "-o", "up", "/run/service/web"}, "?dir:/run/service/web"},
    {{"s6-svc", "-u"}, ""},
    {{"/opt/etc/init.d/mysql", "start"}, ""},
    {{}, ""},
};

INSTANTIATE_TEST_SUITE_P(Commands, UnitReferenceOf, ::testing::ValuesIn(kUnitReferenceRows));

TEST(UnitNames, APlainNameIsAService) {
  EXPECT_EQ(unit_names("mysql"), std::vector<std::string>{"mysql.service"});
}

TEST(UnitNames, AnInstanceAlsoMeansItsTemplate) {
  EXPECT_EQ(unit_names("tunnel@a"),
            (std::vector<std::string>{"tunnel@a.service", "tunnel@.service"}));
}

TEST(UnitNames, ATemplateIsNoInstance) {
  EXPECT_EQ(unit_names("tunnel@.service"), std::vector<std::string>{"tunnel@.service"});
}

TEST(UnitNames, AnotherTypeStays) {
  EXPECT_EQ(unit_names("mysql.socket"), std::vector<std::string>{"mysql.socket"});
}

TEST(UnitNames, AnInitScriptIsAUnitOfItsName) {
  EXPECT_EQ(unit_names("/etc/init.d/mysql"), std::vector<std::string>{"mysql.service"});
}

}  // namespace
}  // namespace pkgmap::rules
