// Which monit knows what. To add a construct, append a row.
#include "parsers/monitrc/version.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::HasSubstr;

TEST(Version, IsRead) {
  EXPECT_EQ(version_of("5.33"), (Version{5, 33, 0}));
  EXPECT_EQ(version_of("5.27.1"), (Version{5, 27, 1}));
  EXPECT_EQ(name_of(Version{5, 27, 1}), "5.27.1");
  EXPECT_EQ(name_of(Version{6, 0, 0}), "6.0");
}

TEST(Version, WhatIsNoneIsNotRead) {
  for (const char* text : {"", "6", "x", "5.x", "5.3.x", "5.3.1.2", "-5.3", "5..3"}) {
    EXPECT_EQ(version_of(text), std::nullopt) << text;
  }
}

struct Row {
  const char* name;
  std::string text;
  const char* last_without;  ///< The monit that does not know it …
  const char* first_with;    ///< … and the one that does.
};

const std::string kFile = "check file a path /x\n";
const std::string kProcess = "check process a pidfile /x\n";
const std::string kHost = "check host a address b.c\n";
const std::string kNetwork = "check network a interface e\n";

const Row kRows[] = {
    {"RestartProgram", kProcess + "restart program \"/x\"", "5.6", "5.7"},
    {"EffectiveUser", kProcess + "if failed euid 0 then alert", "5.7", "5.8"},
    {"Network", kNetwork, "5.10", "5.11"},
    {"Socket", "set httpd unixsocket /x", "5.11", "5.12"},
    {"Limits", "set limits { }", "5.15", "5.16"},
    {"Content", kFile + "if content = \"x\" then alert", "5.15", "5.16"},
    {"OnReboot", kFile + "onreboot nostart", "5.17", "5.18"},
    {"OrEqual", kFile + "if size >= 3 then alert", "5.17", "5.18"},
    {"Exist", kFile + "if exist then alert", "5.20", "5.21"},
    {"FileTimes", kFile + "if changed mtime then alert", "5.21", "5.22"},
    {"Log", "set log /x", "5.21", "5.22"},
    {"Security", kProcess + "if failed security attribute x then alert", "5.24", "5.25"},
    {"QuotedName", "check file \"a b\" path /x", "5.25", "5.26"},
    {"Succeeded", kHost + "if succeeded port 1 then alert", "5.27", "5.28"},
    {"LinkUp", kNetwork + "if link up then alert", "5.27", "5.28"},
    {"Hardlink", kFile + "if hardlink > 2 then alert", "5.33", "5.34"},
    {"IgnoreAction", kFile + "if failed uid 0 then ignore", "5.33", "5.34"},
    {"ExecTimeout", kFile + "if failed uid 0 then exec \"/x\" timeout 3 seconds", "5.33", "5.34"},
    {"Hostgroups", "set mmonit http://a.b/c hostgroups [x y]\n", "5.33", "5.34"},
    {"Sha256", kFile + "if failed sha256 checksum then alert", "5.35", "6.0"},
    {"CronSteps", kFile + "every \"*/5 * * * *\"", "5.35", "6.0"},
    {"Paging", "check system a if pagein > 3 seconds then alert", "6.0", "6.1"},
};

class Came : public testing::TestWithParam<Row> {
 protected:
  std::string said(const char* version) const {
    ParseOptions options;
    options.version = version_of(version);
    std::string text;
    const Parsed parsed = parse(GetParam().text, options);
    for (const Diagnostic& diagnostic : parsed.diagnostics) text += diagnostic.message + "\n";
    return text;
  }
};

TEST_P(Came, WithAVersion) {
  EXPECT_THAT(said(GetParam().last_without), HasSubstr("does not know"));
  EXPECT_THAT(said(GetParam().first_with), testing::Not(HasSubstr("does not know")));
}

INSTANTIATE_TEST_SUITE_P(Version, Came, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

TEST(Version, WithoutOneANewConstructIsWorthANote) {
  EXPECT_EQ(messages(parse(kFile + "every \"*/5 * * * *\"\n")),
            "/etc/monitrc:2:7: note: only monit 6.0 and later know '/' in a cron time\n"
            "every \"*/5 * * * *\"\n"
            "      ^~~~~~~~~~~~~\n");
}

TEST(Version, WithOneAnErrorNamesIt) {
  ParseOptions options;
  options.version = Version{5, 14, 0};
  EXPECT_EQ(messages(parse("set limits { }\n", options)),
            "/etc/monitrc:1:5: error: monit 5.14 does not know 'set limits'\n"
            "set limits { }\n"
            "    ^~~~~~\n"
            "  hint: it came with monit 5.16\n");
}

TEST(Version, TellsTheDefaultAlgorithm) {
  ParseOptions options;
  const std::string text = kFile + "if failed checksum then alert\n";
  options.version = Version{5, 35, 0};
  EXPECT_EQ(parse(text, options).control_file.checks[0].tests[0].algorithm, Algorithm::md5);
  options.version = Version{6, 0, 0};
  EXPECT_EQ(parse(text, options).control_file.checks[0].tests[0].algorithm, Algorithm::sha256);
}

TEST(Version, WithOneAnUnknownTestIsAnError) {
  ParseOptions options;
  options.version = Version{5, 33, 0};
  EXPECT_FALSE(parse(kFile + "if colour = \"green\" then alert\n", options).ok());
  EXPECT_TRUE(parse(kFile + "if colour = \"green\" then alert\n").ok());
}

}  // namespace
}  // namespace pkgmap::monitrc
