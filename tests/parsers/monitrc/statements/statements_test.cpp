// The statements of a check that are neither tests nor commands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Check check_with(const std::string& statements, std::string* mistakes = nullptr) {
  return parse_check(
      "check file a path /x\n" + statements + "\ncheck file b path /y check file \"c d\" path /z\n",
      mistakes);
}

TEST(Statements, DependsOnNamesInOrder) {
  EXPECT_THAT(check_with("depends on b, \"c d\"\n depends b").depends_on,
              ElementsAre("b", "c d", "b"));
}

TEST(Statements, GroupsAreKeptOnce) {
  EXPECT_THAT(check_with("group x group y group x").groups, ElementsAre("x", "y"));
}

TEST(Statements, EveryNumberOfCycles) {
  const auto every = check_with("every 3 cycles").every;
  ASSERT_TRUE(every);
  EXPECT_EQ(every->kind, Every::Kind::cycles);
  EXPECT_EQ(every->cycles, 3);
}

TEST(Statements, EveryTime) {
  const auto every = check_with("every \"* 8-19 * * 1-5\"").every;
  ASSERT_TRUE(every);
  EXPECT_EQ(every->kind, Every::Kind::cron);
  EXPECT_EQ(every->cron, "* 8-19 * * 1-5");
}

TEST(Statements, NotEveryTime) {
  const auto every = check_with("every 2 cycles not every '* 0-3 * * 0'").every;
  ASSERT_TRUE(every);
  EXPECT_EQ(every->kind, Every::Kind::not_cron);
  EXPECT_EQ(every->cron, "* 0-3 * * 0");
}

TEST(Statements, Modes) {
  EXPECT_EQ(check_with("").mode, Mode::active);
  EXPECT_EQ(check_with("mode passive").mode, Mode::passive);
  EXPECT_EQ(check_with("mode manual").mode, Mode::manual);
  EXPECT_EQ(check_with("mode passive mode active").mode, Mode::active);
}

TEST(Statements, OnReboot) {
  EXPECT_FALSE(check_with("").onreboot);
  EXPECT_EQ(check_with("onreboot start").onreboot, OnReboot::start);
  EXPECT_EQ(check_with("onreboot nostart").onreboot, OnReboot::nostart);
  EXPECT_EQ(check_with("onreboot laststate").onreboot, OnReboot::laststate);
}

struct StatementsPassedOver {
  const char* name;
  const char* text;
};

constexpr StatementsPassedOver kStatementsPassedOver[] = {
    {"Alert", "alert me@example.com"},
    {"AlertWithEvents", "alert me@example.com only on { timeout, nonexist }"},
    {"AlertWithoutEvents", "alert me@example.com but not on { instance }"},
    {"AlertWithReminder", "alert me@example.com with reminder on 10 cycles"},
    {"AlertWithFormat",
     "alert me@example.com on {nonexist, timeout}\n with mail-format {\n from: a@$HOST\n"
     " subject: it's $EVENT\n message: check file x\n if then { \n}\n"},
    {"Noalert", "noalert me@example.com"},
    {"IgnoreMatch", "ignore match \"^x\""},
    {"IgnoreNotMatch", "ignore not match /etc/patterns"},
    {"IgnoreContent", "ignore content = \"x\""},
};

class PassedInACheck : public testing::TestWithParam<StatementsPassedOver> {};

TEST_P(PassedInACheck, OverUpToTheNextStatement) {
  std::string mistakes;
  const Check check = check_with(std::string(GetParam().text) + " group behind", &mistakes);
  EXPECT_THAT(check.groups, ElementsAre("behind"));
  EXPECT_THAT(check.unknown, IsEmpty());
  EXPECT_EQ(mistakes, "");
}

INSTANTIATE_TEST_SUITE_P(Statements, PassedInACheck, testing::ValuesIn(kStatementsPassedOver),
                         [](const auto& row) { return row.param.name; });

TEST(Statements, AnUnknownOneIsKept) {
  const Parsed parsed = parse(
      "check file a path /x\n"
      "  colour green 17 { x: y }\n"
      "  group g\n");
  ASSERT_EQ(parsed.control_file.checks[0].unknown.size(), 1U);
  EXPECT_EQ(parsed.sources.text(parsed.control_file.checks[0].unknown[0]),
            "colour green 17 { x: y }");
  EXPECT_THAT(parsed.control_file.checks[0].groups, ElementsAre("g"));
  EXPECT_TRUE(parsed.ok()) << "a later monit may know it";
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:2:3: warning: unknown statement 'colour'; monit-pkgmap skips it\n"
            "  colour green 17 { x: y }\n"
            "  ^~~~~~\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
