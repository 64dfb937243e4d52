// Programs to start and stop: monit(1), SERVICE METHODS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;

std::string shown_commands(const std::optional<Command>& command) {
  if (!command) return "none";
  std::string text;
  for (const std::string& argument : command->argv) text += "[" + argument + "]";
  if (!command->uid.empty()) text += " uid " + command->uid;
  if (!command->gid.empty()) text += " gid " + command->gid;
  if (command->timeout_seconds) text += " timeout " + std::to_string(*command->timeout_seconds);
  return text;
}

struct CommandRow {
  const char* name;
  const char* text;  ///< A `start` statement.
  const char* shown;
};

constexpr CommandRow kCommandRows[] = {
    {"WithEqualsSign", "start program = \"/bin/x a\"", "[/bin/x][a]"},
    {"WithoutEqualsSign", "start program \"/bin/x a\"", "[/bin/x][a]"},
    {"WithoutProgram", "start = \"/bin/x a\"", "[/bin/x][a]"},
    {"Glued", "start=\"/bin/x a=b\"", "[/bin/x][a=b]"},
    {"WithoutQuotes", "start program /bin/x a c", "[/bin/x][a][c]"},
    {"SingleQuotedIsOneArgument", "start program '/bin/x a'", "[/bin/x a]"},
    {"OnTheNextLineIsOneArgument", "start program\n \"/bin/x a\"", "[/bin/x a]"},
    {"GoesOnBehindTheQuotes", "start \"/bin/x\" y 'z z' w", "[/bin/x][y][z z][w]"},
    {"ABackslashEndsTheQuotes", R"(start "/bin/sh -c \"x\"")", R"([/bin/sh][-c][\][x\][])"},
    {"ShellInSingleQuotes", "start \"/bin/sh -c 'a && b'\"", "[/bin/sh][-c][a && b]"},
    {"User", "start \"/x\" as uid www", "[/x] uid www"},
    {"UserAndGroup", "start \"/x\" as uid \"www\" and gid 33", "[/x] uid www gid 33"},
    {"Timeout", "start \"/x\" with timeout 90 seconds", "[/x] timeout 90"},
    {"All", "start \"/x\" as uid a and gid c with timeout 1 second", "[/x] uid a gid c timeout 1"},
    {"TheLastStatementWins", "start \"/x\" with timeout 9 seconds start \"/y\"", "[/y]"},
};

class Start : public testing::TestWithParam<CommandRow> {};

TEST_P(Start, IsReadAsMonitDoes) {
  std::string mistakes;
  const Check check =
      parse_check(std::string("check file a path /x\n") + GetParam().text, &mistakes);
  EXPECT_EQ(shown_commands(check.start), GetParam().shown);
  EXPECT_EQ(mistakes, "");
}

INSTANTIATE_TEST_SUITE_P(Command, Start, testing::ValuesIn(kCommandRows),
                         [](const auto& row) { return row.param.name; });

// monit 5.33 counts milliseconds modulo 2^32: `monit -t -v` shows 24.454 days, 704 ms and 0 ms.
TEST(CommandTimeouts, AreCountedAsMonitCountsThem) {
  const auto milliseconds = [](const std::string& seconds) {
    const Parsed parsed =
        parse("check file a path /x\n  start \"/x\" with timeout " + seconds + " seconds\n");
    EXPECT_FALSE(has_errors(parsed.diagnostics));
    return parsed.control_file.checks.front().start->timeout_ms;
  };
  EXPECT_EQ(milliseconds("3000000000"), 2'112'827'392);
  EXPECT_EQ(milliseconds("4294968"), 704);
  EXPECT_EQ(milliseconds("0"), 0);
}

TEST(Command, StopAndRestartAreOthers) {
  const Check check = parse_check(
      "check file a path /x start \"/s\" stop program = \"/t u\" restart program = \"/v\"");
  EXPECT_EQ(shown_commands(check.start), "[/s]");
  EXPECT_EQ(shown_commands(check.stop), "[/t][u]");
  EXPECT_EQ(shown_commands(check.restart), "[/v]");
}

TEST(Command, HasAtMost63Arguments) {
  std::string arguments;
  for (int i = 1; i < 63; ++i) arguments += " a";
  EXPECT_TRUE(parse("check file a path /x start \"/x" + arguments + "\"").ok());
  EXPECT_FALSE(parse("check file a path /x start \"/x a" + arguments + "\"").ok());
}

TEST(Command, AStatementOnTheSameLineIsNoArgument) {
  const Check check = parse_check("check file a path /x start \"/x\" group g");
  EXPECT_EQ(shown_commands(check.start), "[/x]");
  EXPECT_THAT(check.groups, ElementsAre("g"));
}

TEST(Command, TheSpanCoversTheOptions) {
  const Parsed parsed =
      parse("check file a path /x\nstart program = \"/s\" with timeout 9 seconds\ngroup g");
  EXPECT_EQ(parsed.sources.text(parsed.control_file.checks[0].start->span),
            "\"/s\" with timeout 9 seconds");
}

TEST(Command, OneInSingleQuotesBehindAnEqualsSignIsWrongButUnderstood) {
  std::string mistakes;
  const Check check = parse_check("check file a path /x\nstart program = '/bin/x y'\n", &mistakes);
  EXPECT_EQ(shown_commands(check.start), "[/bin/x][y]");
  EXPECT_EQ(mistakes,
            "/etc/monitrc:2:15: error: expected a command in double quotes after '='\n"
            "start program = '/bin/x y'\n"
            "              ^\n");
}

TEST(Command, AMisspeltStatementIsAnArgumentWithAWarning) {
  std::string mistakes;
  const Check check =
      parse_check("check file a path /x\n start program = \"/s\"\n dependson b2\n", &mistakes);
  EXPECT_EQ(shown_commands(check.start), "[/s][dependson][b2]");
  EXPECT_EQ(mistakes,
            "/etc/monitrc:3:2: warning: monit reads 'dependson' as an argument of the command "
            "before it\n"
            " dependson b2\n"
            " ^~~~~~~~~\n"
            "  hint: did you mean 'depends'?\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
