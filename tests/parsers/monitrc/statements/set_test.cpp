// Global statements: monit(1), CONFIGURATION.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

ControlFile settings(const std::string& text) {
  const Parsed parsed = parse(text);
  EXPECT_EQ(messages(parsed), "");
  return parsed.control_file;
}

TEST(Set, Daemon) {
  const auto daemon = settings("set daemon 30").daemon;
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->poll_seconds, 30);
  EXPECT_EQ(daemon->start_delay_seconds, 0);
}

TEST(Set, DaemonWithStartDelay) {
  const auto daemon = settings("set daemon 30\n  with start delay 240").daemon;
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->start_delay_seconds, 240);
}

TEST(Set, TheLastDaemonWins) {
  EXPECT_EQ(settings("set daemon 1 set daemon 2").daemon->poll_seconds, 2);
}

TEST(Set, OfANumberThatIsTooBigMonitKeepsTheLowestBits) {
  const Parsed parsed = parse("set daemon 4294967356");
  EXPECT_EQ(parsed.control_file.daemon->poll_seconds, 60);
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:1:12: warning: this number is too large: monit reads it as 60\n"
            "set daemon 4294967356\n"
            "           ^~~~~~~~~~\n");
}

TEST(Set, AModeThatIsTooBigKeepsTheLowestBits) {
  const Parsed parsed = parse(
      "set httpd unixsocket /s permission 4294967940 allow localhost\n"
      "check file a path /x if failed permission 4294967296 then alert\n"
      "check file b path /x if failed permission 0000000644 then alert\n");
  EXPECT_FALSE(has_errors(parsed.diagnostics));
  EXPECT_EQ(parsed.control_file.httpd->unixsocket->permission, "644");
  EXPECT_EQ(parsed.control_file.checks[0].tests[0].expect, "0");
  EXPECT_EQ(parsed.control_file.checks[1].tests[0].expect, "0000000644");
}

struct MailTimeoutRow {
  const char* version;
  const char* text;
  int milliseconds;
};

TEST(Set, AShortMailTimeoutCountsInNewerVersionsOnly) {
  const MailTimeoutRow rows[] = {
      {"5.34.4", "set mailserver m.n with timeout 5 seconds", 30'000},
      {"5.35", "set mailserver m.n with timeout 5 seconds", 5'000},
      {"6.0", "set mailserver m.n with timeout 5 seconds set mailserver o.p", 30'000},
      {"6.0", "set mailserver m.n set mailserver o.p with timeout 5 seconds", 30'000},
      {"5.34.4", "set mailserver m.n with timeout 50 seconds", 50'000},
      {"6.0", "set mailserver m.n with timeout 50 seconds", 50'000},
      {"6.0", "set mailserver m.n", 30'000},
  };
  for (const MailTimeoutRow& row : rows) {
    ParseOptions options;
    options.version = version_of(row.version);
    EXPECT_EQ(parse(row.text, options).control_file.delivery.mail_timeout_ms, row.milliseconds)
        << row.version << ": " << row.text;
  }
}

// monit 5.33 lists 30 s for 3000000, 4294967295 and 2147483648 seconds.
TEST(Set, AMailTimeoutThatBecomesNegativeDoesNotCount) {
  for (const char* seconds : {"3000000", "4294967295", "2147483648", "0"}) {
    const Parsed parsed =
        parse(std::string("set mailserver m.n with timeout ") + seconds + " seconds");
    EXPECT_EQ(parsed.control_file.delivery.mail_timeout_ms, 30'000) << seconds;
  }
}

TEST(Set, ANumberThatMonitFindsNegativeIsAMistake) {
  for (const char* text :
       {"check file a path /x if size > 1 kb then exec \"/x\" repeat every 2147483648 cycles",
        "check host h address h.i if failed port 80 protocol http status 2147483648 then alert",
        "check file a path /x if failed permission 4294967976 then alert",
        "set httpd port 2812 allow ::1/1280"}) {
    EXPECT_TRUE(has_errors(parse(text).diagnostics)) << text;
  }
  EXPECT_FALSE(has_errors(parse("set httpd port 2812 allow ::1/128 allow ::1").diagnostics));
}

// What monit 5.33 accepts is no mistake: nobody could suspend a check otherwise.
TEST(Set, ALimitOfZeroIsAWarning) {
  const Parsed parsed = parse("set limits { networktimeout: 0 s filecontentbuffer: 0 B }");
  EXPECT_EQ(parsed.control_file.limits.network_timeout_ms, 0);
  EXPECT_EQ(parsed.control_file.limits.file_content_buffer_bytes, 0);
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:1:30: warning: monit does not wait at all with a time of 0\n"
            "set limits { networktimeout: 0 s filecontentbuffer: 0 B }\n"
            "                             ^\n"
            "  hint: monit 5.34 and later refuse a limit below 1\n"
            "/etc/monitrc:1:53: warning: monit keeps no text with a size of 0\n"
            "set limits { networktimeout: 0 s filecontentbuffer: 0 B }\n"
            "                                                    ^\n"
            "  hint: monit 5.34 and later refuse a limit below 1\n");
}

// monit 5.33 lists -1 GB and -1.2 GB, and shows no output of a program; of 5 GB it lists 1 GB.
TEST(Set, OfALimitThatIsTooLargeMonitKeepsTheLowestBits) {
  const auto warned = [](const std::string& text, const std::string& what) {
    return "/etc/monitrc:1:29: warning: " + what + "\n" + text + "\n" + std::string(28, ' ') + "^";
  };
  const std::string beyond = "\n  hint: monit 6.0 and later refuse a limit of 2 GB and more\n";
  const std::string below = "\n  hint: monit 5.34 and later refuse a limit below 1\n";
  const std::string three = "set limits { programoutput: 3 GB }";
  EXPECT_EQ(messages(parse(three)),
            warned(three, "this size is too large: monit counts -1073741824 bytes") + beyond +
                warned(three, "monit keeps no text with a size of -1073741824") + below);
  const std::string five = "set limits { programoutput: 5 GB }";
  EXPECT_EQ(messages(parse(five)),
            warned(five, "this size is too large: monit counts 1073741824 bytes") + beyond);
  EXPECT_EQ(parse(five).control_file.limits.program_output_bytes, 1 << 30);
  const Parsed wrapped = parse("set limits { programoutput: 3000000000 B }");
  EXPECT_THAT(messages(wrapped),
              testing::HasSubstr("monit keeps no text with a size of -1294967296\n"));
  EXPECT_EQ(wrapped.control_file.limits.program_output_bytes, 0);
}

TEST(Set, Files) {
  const ControlFile file =
      settings("set pidfile /run/m.pid set statefile \"/var/m state\" set idfile /var/m.id");
  EXPECT_EQ(file.pidfile, "/run/m.pid");
  EXPECT_EQ(file.statefile, "/var/m state");
  EXPECT_EQ(file.idfile, "/var/m.id");
  EXPECT_EQ(file.logfile, "");
}

TEST(Set, Log) {
  EXPECT_EQ(settings("set log /var/log/m").logfile, "/var/log/m");
  EXPECT_EQ(settings("set logfile /var/log/m").logfile, "/var/log/m");
  EXPECT_EQ(settings("set log /var/log/m set log syslog facility log_daemon").logfile, "");
}

TEST(Set, Limits) {
  const Limits limits = settings(
                            "set limits {\n programOutput: 512 B,\n networkTimeout: 500 ms\n"
                            " programTimeout: 120 s stopTimeout: 7 s\n"
                            " startTimeout: 8 seconds restartTimeout: 9 s\n }")
                            .limits;
  EXPECT_EQ(limits.network_timeout_ms, 500);
  EXPECT_EQ(limits.program_timeout_ms, 120'000);
  EXPECT_EQ(limits.stop_timeout_ms, 7'000);
  EXPECT_EQ(limits.start_timeout_ms, 8'000);
  EXPECT_EQ(limits.restart_timeout_ms, 9'000);
}

TEST(Set, LimitsHaveDefaults) {
  const Limits limits = settings("").limits;
  EXPECT_EQ(limits.network_timeout_ms, 5'000);
  EXPECT_EQ(limits.program_timeout_ms, 300'000);
  EXPECT_EQ(limits.stop_timeout_ms, 30'000);
}

struct SetPassedOver {
  const char* name;
  const char* text;
};

constexpr SetPassedOver kSetPassedOver[] = {
    {"Mailserver",
     "set mailserver mail.a.b port 587 username \"set\" password \"check\" using tlsv12,\n"
     " localhost with timeout 15 seconds"},
    {"MailFormat",
     "set mail-format {\n from: Monit <m@a.b>\n reply-to: x@y.z\n # it's \"one }\n"
     " subject: it's $SERVICE \" $EVENT\n message: check file x with path /y {\n set daemon\n}"},
    {"MailFormatOnOneLine", "set mail-format { from: a@b.c }"},
    {"Alert", "set alert a@b.c not on { instance, action } with reminder on 10 cycles"},
    {"EventQueue", "set eventqueue\n basedir /var/lib/monit/events # why\n slots 100"},
    {"MMonit", "set mmonit https://a:b@c:8443/collector with timeout 30 seconds"},
    {"MMonits", "set mmonit http://a:b@c:80/x, http://d:e@f/y and register without credentials"},
    {"Ssl", "set ssl options { verify: enable, selfsigned: allow version: auto }"},
    {"Tls", "set tls { cacertificatefile: \"/x y\" }"},
    {"OnReboot", "set onreboot laststate"},
    {"Fips", "set fips"},
    {"Init", "set init"},
    {"Terminal", "set terminal batch"},
    {"ExpectBuffer", "set expectbuffer 10 kb"},
};

class PassedSetting : public testing::TestWithParam<SetPassedOver> {};

TEST_P(PassedSetting, OverUpToTheNextStatement) {
  const ControlFile file = settings(std::string(GetParam().text) + " set daemon 77\n" +
                                    GetParam().text + "\nset httpd port 2812\ncheck system here\n");
  ASSERT_TRUE(file.daemon);
  EXPECT_EQ(file.daemon->poll_seconds, 77);
  ASSERT_EQ(file.checks.size(), 1U);
  EXPECT_EQ(file.checks[0].name, "here");
  EXPECT_TRUE(file.unknown.empty());
}

INSTANTIATE_TEST_SUITE_P(Set, PassedSetting, testing::ValuesIn(kSetPassedOver),
                         [](const auto& row) { return row.param.name; });

TEST(Set, AnUnknownStatementIsKept) {
  const Parsed parsed = parse("set colour green { a: b }\nset daemon 5\n");
  ASSERT_EQ(parsed.control_file.unknown.size(), 1U);
  EXPECT_EQ(parsed.sources.text(parsed.control_file.unknown[0]), "set colour green { a: b }");
  EXPECT_TRUE(parsed.ok()) << "a later monit may know it";
  EXPECT_TRUE(parsed.control_file.daemon);
}

}  // namespace
}  // namespace pkgmap::monitrc
