// Tests which commands start a unit, and which only resemble them.
#include "rules/commands/unit_reference.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct UnitReferenceRow {
  std::vector<std::string> argv;
  std::string name;  // empty for none
};

class UnitReferenceOf : public ::testing::TestWithParam<UnitReferenceRow> {};

TEST_P(UnitReferenceOf, IsReadFromTheArguments) {
  std::string names;
  for (const UnitReference& reference : unit_references(GetParam().argv)) {
    names += (names.empty() ? "" : " ") + reference.name;
  }
  EXPECT_EQ(names, GetParam().name);
}

const UnitReferenceRow kUnitReferenceRows[] = {
    {{"/usr/bin/systemctl", "start", "mysql"}, "mysql"},
    {{"/bin/systemctl", "--no-block", "restart", "mysql.service"}, "mysql.service"},
    {{"/bin/systemctl", "-H", "db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--machine=db1", "start", "mysql"}, ""},
    {{"/bin/systemctl", "--user", "start", "mysql"}, ""},
    {{"/bin/systemctl", "start", "mysql", "slapd"}, "mysql slapd"},
    {{"/bin/systemctl", "start", "mysql*"}, ""},
    {{"/bin/systemctl", "start", "$UNIT"}, ""},
    {{"systemctl", "start", "tunnel@a.service"}, "tunnel@a.service"},
    {{"/usr/sbin/service", "mysql", "start"}, "mysql"},
    {{"/sbin/service", "mysql", "stop"}, "mysql"},
    {{"/usr/sbin/invoke-rc.d", "mysql", "start"}, "mysql"},
    {{"/etc/init.d/mysql", "start"}, "/etc/init.d/mysql"},
    {{"/etc/rc.d/init.d/mysql", "start"}, "/etc/rc.d/init.d/mysql"},
    {{"/usr/bin/systemctl", "status", "mysql"}, ""},
    {{"/usr/bin/systemctl", "start"}, ""},
    {{"/usr/sbin/service", "--status-all"}, ""},
    {{"/usr/sbin/service", "", "start"}, ""},
    {{"/usr/sbin/mysqld", "start", "mysql"}, ""},
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

TEST(UnitNames, AnotherTypeStays) {
  EXPECT_EQ(unit_names("mysql.socket"), std::vector<std::string>{"mysql.socket"});
}

TEST(UnitNames, AnInitScriptIsAUnitOfItsName) {
  EXPECT_EQ(unit_names("/etc/init.d/mysql"), std::vector<std::string>{"mysql.service"});
}

}  // namespace
}  // namespace pkgmap::rules
