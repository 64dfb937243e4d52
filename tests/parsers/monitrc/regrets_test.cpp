// What monit accepts although people regret it: the parser warns. The whole warning is compared. To
// add a case, append a row.
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

struct RegretsRow {
  const char* name;
  const char* text;
  const char* message;
};

constexpr RegretsRow kRegretsRows[] = {
    {"ATestThatALaterOneReplaces",
     "check file a path /x\n if failed uid 0 then stop\n if failed uid 1 then stop\n",
     "/etc/monitrc:2:2: warning: a later test of uid replaces this one\n"
     " if failed uid 0 then stop\n"
     " ^~~~~~~~~~~~~~~~~~~~~~~~~\n"
     "  hint: monit keeps one of them for each check\n"},
    {"ANameThatRunsToTheLastQuote", "check file a path /x\n depends on 'a', 'b'\n",
     "/etc/monitrc:2:13: warning: monit reads all up to the last ' of the line as one name\n"
     " depends on 'a', 'b'\n"
     "            ^~~~~~~~\n"
     "  hint: put each name in double quotes\n"},
    {"SeveralResourcesInOneTest", "check system a\n if cpu > 5% memory > 6% then alert\n",
     "/etc/monitrc:2:5: warning: monit tests only the last resource of an 'if'\n"
     " if cpu > 5% memory > 6% then alert\n"
     "    ^~~\n"
     "  hint: write an 'if' for each resource\n"},
    {"AnElseThatNeverComesTrue",
     "check file a path /x\n if changed permission then alert else stop\n",
     "/etc/monitrc:2:35: warning: monit never executes this 'else'\n"
     " if changed permission then alert else stop\n"
     "                                  ^~~~\n"
     "  hint: a permission that changed does not change back\n"},
    {"ATabBehindAUrl", "check host a address b.c\n if failed url http://a.b/\tcontent then alert\n",
     "/etc/monitrc:2:27: warning: monit takes this tab and what follows for a part of the URL\n"
     " if failed url http://a.b/\tcontent then alert\n"
     "                          ^\n"
     "  hint: let a blank follow the URL\n"},
    {"AnSslBlockThatSwitchesNothingOn",
     "check host a address b.c\n if failed port 1 with ssl {} then alert\n",
     "/etc/monitrc:2:24: warning: this 'ssl { }' does not make monit use TLS\n"
     " if failed port 1 with ssl {} then alert\n"
     "                       ^~~\n"
     "  hint: write 'ssl' without braces, or add an option such as 'verify: enable'\n"},
    {"TheFirstOfTwoEverys", "check file a path /x\n every 2 cycles every 3 cycles\n",
     "/etc/monitrc:2:17: warning: only the last 'every' of a check counts\n"
     " every 2 cycles every 3 cycles\n"
     "                ^~~~~\n"},
};

class Regret : public testing::TestWithParam<RegretsRow> {};

TEST_P(Regret, IsWarnedOf) {
  const std::string said = messages(parse(GetParam().text));
  EXPECT_EQ(said.substr(0, std::string(GetParam().message).size()), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Regrets, Regret, testing::ValuesIn(kRegretsRows),
                         [](const auto& row) { return row.param.name; });

TEST(Regrets, AFileThatAPackageManagerLeftBehindIsNamed) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"},
                  {"/d/web", "check file web path /x\n"},
                  {"/d/web.rpmnew", "check file old path /x\n"}};
  EXPECT_EQ(messages(parse_control_file("/etc/monitrc", files)),
            "/etc/monitrc:1:9: warning: this include also matches '/d/web.rpmnew'\n"
            "include /d/*\n"
            "        ^~~~\n"
            "  hint: a package manager or an editor left this file behind, and monit reads it\n");
}

TEST(Regrets, WarningsRefuseNothing) {
  for (const RegretsRow& row : kRegretsRows) {
    if (std::string(row.name) == "ANameThatRunsToTheLastQuote")
      continue;  // No check has that name.
    EXPECT_TRUE(parse(row.text).ok()) << row.name;
  }
}

}  // namespace
}  // namespace pkgmap::monitrc
