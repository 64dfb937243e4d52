// Tests which commands act on checks of monit.
#include "rules/commands/monit_reference.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

struct MonitReferenceRow {
  std::vector<std::string> argv;
  const char* said;  ///< "mysqld", "all", "all of db"; empty if the command acts on no check.
};

TEST(MonitReferenceTest, NamesTheControlFileOfTheMonitThatIsAsked) {
  const auto asked = [](std::vector<std::string> argv) {
    return monit_reference(argv).value_or(MonitReference{}).control_file;
  };
  EXPECT_EQ(asked({"monit", "-c", "/opt/panel/monitrc", "restart", "mysqld"}),
            "/opt/panel/monitrc");
  EXPECT_EQ(asked({"monit", "-c/opt/panel/monitrc", "-v", "restart", "mysqld"}),
            "/opt/panel/monitrc");
  EXPECT_EQ(asked({"monit", "restart", "mysqld"}), "");
}

class MonitReferenceOf : public ::testing::TestWithParam<MonitReferenceRow> {};

TEST_P(MonitReferenceOf, IsReadFromTheArguments) {
  const auto reference = monit_reference(GetParam().argv);
  std::string said;
  if (reference) {
    said = reference->all ? "all" : reference->check;
    if (!reference->group.empty()) said += " of " + reference->group;
  }
  EXPECT_EQ(said, GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MonitReferenceOf,
    ::testing::Values(MonitReferenceRow{{"/usr/bin/monit", "restart", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "start", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "stop", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "monitor", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "unmonitor", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "-c", "/etc/monitrc", "-v", "restart", "mysqld"},
                                        "mysqld"},
                      MonitReferenceRow{{"monit", "-c/etc/monitrc", "restart", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "restart", "all"}, "all"},
                      MonitReferenceRow{{"monit", "-g", "db", "restart"}, "all of db"},
                      MonitReferenceRow{{"monit", "-gdb", "restart", "all"}, "all of db"},
                      MonitReferenceRow{{"monit", "-g", "db", "restart", "mysqld"}, "all of db"},
                      MonitReferenceRow{{"monit", "restart", "-g", "db"}, "all of db"},
                      MonitReferenceRow{{"monit", "-vc", "/x", "restart", "mysqld"}, "mysqld"},
                      MonitReferenceRow{{"monit", "RESTART", "mysqld", "-c", "/x"}, "mysqld"},
                      MonitReferenceRow{{"monit", "restart", "ALL"}, "all"},
                      MonitReferenceRow{{"monit", "restart", "a", "b"}, "a"},
                      MonitReferenceRow{{"monit", "-i", "restart", "mysqld"}, ""},
                      MonitReferenceRow{{"monit", "-t", "restart", "mysqld"}, ""},
                      MonitReferenceRow{{"monit", "restart", "mysqld", "-g"}, ""},
                      MonitReferenceRow{{"monit", "restart"}, ""},
                      MonitReferenceRow{{"monit", "restart", "$SERVICE"}, ""},
                      MonitReferenceRow{{"monit", "status", "mysqld"}, ""},
                      MonitReferenceRow{{"monit", "summary"}, ""},
                      MonitReferenceRow{{"monit", "reload"}, ""},
                      MonitReferenceRow{{"monit", "-c"}, ""}, MonitReferenceRow{{"monit"}, ""},
                      MonitReferenceRow{{"/usr/bin/monitor", "restart", "mysqld"}, ""},
                      MonitReferenceRow{{}, ""}));

}  // namespace
}  // namespace pkgmap::rules
