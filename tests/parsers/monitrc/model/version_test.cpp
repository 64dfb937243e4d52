// Which version of monit knows which construct. To add a construct, append a row.
#include "parsers/monitrc/model/version.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/monitrc/model/algorithms.hpp"
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

struct VersionRow {
  const char* name;
  std::string text;
  const char* last_without;  ///< The last version without the construct.
  const char* first_with;    ///< The first version with it.
};

const std::string kVersionFile = "check file a path /x\n";
const std::string kVersionProcess = "check process a pidfile /x\n";
const std::string kVersionHost = "check host a address b.c\n";
const std::string kVersionNetwork = "check network a interface e\n";

const std::string kVersionProgram = "check program a path /bin/true if status = 0 then alert ";

// Every row of the table of versions, in its order.
const VersionRow kVersionRows[] = {
    {"RestartProgram", kVersionProcess + "restart program \"/x\"", "5.6", "5.7"},
    {"EffectiveUser", kVersionProcess + "if failed euid 0 then alert", "5.7", "5.8"},
    {"ChangedStatus", kVersionProgram + "if changed status then alert", "5.8", "5.9"},
    {"Network", kVersionNetwork, "5.10", "5.11"},
    {"Socket", "set httpd unixsocket /x", "5.11", "5.12"},
    {"ChangedPermission", kVersionFile + "if changed permission then alert", "5.11", "5.12"},
    {"SslOptions", kVersionHost + "if failed port 1 with ssl { verify: enable } then alert", "5.14",
     "5.15"},
    {"Certificate", kVersionHost + "if failed port 1 certificate valid > 3 days then alert", "5.14",
     "5.15"},
    {"Limits", "set limits { }", "5.15", "5.16"},
    {"Content", kVersionFile + "if content = \"x\" then alert", "5.15", "5.16"},
    {"Repeat", kVersionFile + "if failed uid 0 then exec \"/x\" repeat every 3 cycles", "5.15",
     "5.16"},
    {"OnReboot", kVersionFile + "onreboot nostart", "5.17", "5.18"},
    {"OrEqual", kVersionFile + "if size >= 3 then alert", "5.17", "5.18"},
    {"SetOnReboot", "set onreboot nostart", "5.19", "5.20"},
    {"Exist", kVersionFile + "if exist then alert", "5.20", "5.21"},
    {"RemoteFilesystem", "check filesystem a path \"u@h:/x\"", "5.20", "5.21"},
    {"FileTimes", kVersionFile + "if changed mtime then alert", "5.21", "5.22"},
    {"Older", kVersionFile + "if timestamp older 3 hours then alert", "5.21", "5.22"},
    {"Log", "set log /x", "5.21", "5.22"},
    {"SocketOwner", "set httpd unixsocket /x uid root", "5.23", "5.24"},
    {"Security", kVersionProcess + "if failed security attribute x then alert", "5.24", "5.25"},
    {"QuotedName", "check file \"a b\" path /x", "5.25", "5.26"},
    {"Filedescriptors", kVersionProcess + "if filedescriptors > 3 then alert", "5.26", "5.27"},
    {"PemChain", "set ssl { pemchain: /x }", "5.26", "5.27"},
    {"Succeeded", kVersionHost + "if succeeded port 1 then alert", "5.27", "5.28"},
    {"LinkUp", kVersionNetwork + "if link up then alert", "5.27", "5.28"},
    {"BareElse", kVersionFile + "if failed uid 0 then alert else alert", "5.27.2", "5.28"},
    {"PortResponse", kVersionHost + "if failed port 1 responsetime 3 seconds then alert", "5.27.2",
     "5.28"},
    {"ProgramContent", kVersionProgram + "if content = \"x\" then alert", "5.28", "5.29"},
    {"PgsqlLogin", kVersionHost + "if failed port 1 protocol pgsql username \"u\" then alert",
     "5.28.1", "5.29"},
    {"ReadOnlySocket", "set httpd unixsocket /x read-only", "5.29", "5.30"},
    {"ReadOnlyPort", "set httpd port 2812 read-only", "5.28.1", "5.30"},
    {"PingResponse", kVersionHost + "if failed ping responsetime 3 seconds then alert", "5.30",
     "5.31"},
    {"GluedEquals", kVersionFile + "start=\"/x\"", "5.30", "5.33"},
    {"Hardlink", kVersionFile + "if hardlink > 2 then alert", "5.33", "5.34"},
    {"IgnoreAction", kVersionFile + "if failed uid 0 then ignore", "5.33", "5.34"},
    {"RepeatEachCycle", kVersionFile + "if failed uid 0 then exec \"/x\" repeat every cycle",
     "5.33", "5.34"},
    {"ExecTimeout", kVersionFile + "if failed uid 0 then exec \"/x\" timeout 3 seconds", "5.33",
     "5.34"},
    {"Hostgroups", "set mmonit http://a.b/c hostgroups [x y]\n", "5.33", "5.34"},
    {"ContentChanged", kVersionProgram + "if content changed then alert", "5.34.3", "5.34.4"},
    {"Sha256", kVersionFile + "if failed sha256 checksum then alert", "5.35", "6.0"},
    {"CronSteps", kVersionFile + "every \"*/5 * * * *\"", "5.35", "6.0"},
    {"AttributeOperator", kVersionProcess + "if security attribute = x then alert", "5.35", "6.0"},
    {"LogUser", "set log syslog facility log_user", "5.35", "6.0"},
    {"Paging", "check system a if pagein > 3 seconds then alert", "6.0", "6.1"},
};

TEST(Version, EveryRowOfTheTableHasATest) {
  EXPECT_EQ(std::size(kVersionRows), static_cast<std::size_t>(Feature::paging) + 1);
}

class Came : public testing::TestWithParam<std::size_t> {
 protected:
  std::string said(const char* version) const {
    ParseOptions options;
    options.version = version_of(version);
    std::string text;
    const Parsed parsed = parse(kVersionRows[GetParam()].text, options);
    for (const Diagnostic& diagnostic : parsed.diagnostics) text += diagnostic.message + "\n";
    return text;
  }
};

TEST_P(Came, WithAVersion) {
  const VersionRow& row = kVersionRows[GetParam()];
  const FeatureRow& feature = row_of(static_cast<Feature>(GetParam()));
  const std::string what(feature.what);
  EXPECT_EQ(name_of(feature.since), row.first_with);
  EXPECT_THAT(said(row.last_without),
              HasSubstr(std::string("monit ") + row.last_without + " does not know " + what));
  EXPECT_THAT(said(row.first_with), testing::Not(HasSubstr(what)));
}

INSTANTIATE_TEST_SUITE_P(Version, Came, testing::Range<std::size_t>(0, std::size(kVersionRows)),
                         [](const auto& row) { return kVersionRows[row.param].name; });

struct RefusalTestRow {
  std::string text;
  const char* last;   ///< The last version that accepts it.
  const char* first;  ///< The first version that refuses it.
  Refusal refusal;
};

const RefusalTestRow kRefusalRows[] = {
    {"set limits { networkTimeout: 0 s }", "5.33", "5.34", Refusal::limit_below_one},
    {"set limits { startTimeout: 0 ms }", "5.33", "5.34", Refusal::limit_below_one},
    {"set limits { programOutput: 0 B }", "5.33", "5.34", Refusal::limit_below_one},
    {"set limits { stopTimeout: 4294967296 s }", "5.33", "5.34", Refusal::limit_below_one},
    {"set limits { networkTimeout: 2147483648 s }", "5.33", "5.34", Refusal::limit_below_one},
    {"set mmonit http://a.b/c timeout 0 seconds", "5.35", "6.0", Refusal::timeout_below_one},
    {"set mailserver a.b timeout 0 seconds", "5.35", "6.0", Refusal::timeout_below_one},
    {kVersionFile + "start \"/x\" timeout 0 seconds", "5.35", "6.0", Refusal::timeout_below_one},
    {kVersionHost + "if failed port 1 timeout 0 seconds then alert", "5.35", "6.0",
     Refusal::timeout_below_one},
    {kVersionHost + "if failed ping timeout 2147483648 seconds then alert", "5.35", "6.0",
     Refusal::timeout_below_one},
    {"set limits { programOutput: 2 GB }", "5.35", "6.0", Refusal::large_limit},
    {"set daemon 31556953", "5.35", "6.0", Refusal::poll_time},
    {"set daemon 4294967295", "5.35", "6.0", Refusal::poll_time},
};

TEST(Version, RefusesWhatEarlierOnesAccept) {
  for (const RefusalTestRow& row : kRefusalRows) {
    const std::string what(row_of(row.refusal).what);
    ParseOptions options;
    options.version = version_of(row.last);
    EXPECT_TRUE(parse(row.text, options).ok()) << row.text;
    options.version = version_of(row.first);
    EXPECT_THAT(messages(parse(row.text, options)),
                HasSubstr("error: monit " + std::string(row.first) + " refuses " + what))
        << row.text;
    EXPECT_TRUE(parse(row.text).ok()) << row.text;
  }
}

TEST(Version, WithoutOneAWarningNamesTheVersionsThatRefuse) {
  EXPECT_THAT(messages(parse("set limits { networkTimeout: 0 s }")),
              HasSubstr("hint: monit 5.34 and later refuse a limit below 1"));
  EXPECT_THAT(messages(parse("set mailserver a.b timeout 0 seconds")),
              HasSubstr("hint: monit 6.0 and later refuse a timeout below 1 second"));
  EXPECT_THAT(messages(parse("set daemon 31556953")),
              HasSubstr("note: monit 6.0 and later refuse a poll time below 1 second or beyond"));
}

TEST(Version, AcceptsTheGreatestValuesThatCount) {
  ParseOptions options;
  options.version = Version{6, 0, 0};
  for (const std::string& text :
       {std::string("set daemon 31556952"), std::string("set limits { programOutput: 1 GB }"),
        kVersionFile + "if failed uid 0 then exec \"/x\" timeout 0 seconds"}) {
    EXPECT_EQ(messages(parse(text, options)), "") << text;
  }
}

TEST(Version, ReadsAGluedEqualsSignAlwaysBehindProgram) {
  ParseOptions options;
  options.version = Version{5, 27, 2};
  for (const char* command : {"start program=\"/x\"", "start= \"/x\"", "startprogram = \"/x\"",
                              "start program = \"/x\""}) {
    EXPECT_EQ(messages(parse(kVersionFile + command, options)), "") << command;
  }
  for (const char* command :
       {"start=\"/x\"", "start =\"/x\"", "stopprogram=\"/x\"", "restart program =\"/x\""}) {
    EXPECT_FALSE(parse(kVersionFile + command, options).ok()) << command;
  }
}

TEST(Version, WithoutOneANewConstructIsWorthANote) {
  EXPECT_EQ(messages(parse(kVersionFile + "every \"*/5 * * * *\"\n")),
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
            "  hint: monit 5.16 is the first version that knows this\n");
}

TEST(Version, TellsTheDefaultAlgorithm) {
  ParseOptions options;
  const std::string text = kVersionFile + "if failed checksum then alert\n";
  options.version = Version{5, 35, 0};
  EXPECT_EQ(parse(text, options).control_file.checks[0].tests[0].algorithm, Algorithm::md5);
  options.version = Version{6, 0, 0};
  EXPECT_EQ(parse(text, options).control_file.checks[0].tests[0].algorithm, Algorithm::sha256);
}

TEST(Version, TheRunningMonitTellsTheDefaultAlgorithmLater) {
  Parsed parsed = parse(kVersionFile + "if failed checksum then alert\n" +
                        "check file b path /x\nif failed md5 checksum then alert\n");
  ControlFile& file = parsed.control_file;
  use_default_algorithm_of(Version{6, 0, 0}, file);
  EXPECT_EQ(file.checks[0].tests[0].algorithm, Algorithm::sha256);
  EXPECT_EQ(file.checks[1].tests[0].algorithm, Algorithm::md5);
  use_default_algorithm_of(Version{5, 35, 0}, file);
  EXPECT_EQ(file.checks[0].tests[0].algorithm, Algorithm::md5);
}

TEST(Version, WhatNoneKnowsMayBeOfALaterOne) {
  ParseOptions options;
  options.only_known = true;
  for (const std::string& text :
       {kVersionFile + "if colour = \"green\" then alert\n", kVersionFile + "colour green\n",
        kVersionFile + "set colour green\n"}) {
    EXPECT_TRUE(parse(text).ok()) << text;
    EXPECT_FALSE(parse(text, options).ok()) << text;
  }
}

TEST(Version, OfWhoWantsOnlyWhatIsKnownAnUnknownStatementIsAMistake) {
  ParseOptions options;
  options.only_known = true;
  EXPECT_EQ(messages(parse("set colour green\n", options)),
            "/etc/monitrc:1:5: error: unknown statement 'set colour'\n"
            "set colour green\n"
            "    ^~~~~~\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
