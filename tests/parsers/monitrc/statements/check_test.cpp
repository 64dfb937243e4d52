// Headers of checks: monit(1), SERVICE TYPES.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;

/// Returns "type name key=value …" with the fields of the header that are not empty.
std::string shown_checks(const Check& check) {
  std::string text = std::string(name_of(check.type)) + " '" + check.name + "'";
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) text += std::string(" ") + key + "=" + value;
  };
  add("path", check.path);
  add("pidfile", check.pidfile);
  add("matching", check.matching);
  add("address", check.address);
  add("interface", check.interface);
  return text;
}

struct CheckRow {
  const char* name;
  const char* text;
  const char* shown;
};

const CheckRow kCheckRows[] = {
    {"ProcessWithPidfile", "check process a with pidfile /run/a.pid",
     "process 'a' pidfile=/run/a.pid"},
    {"ProcessWithPath", "check process a path /run/a.pid", "process 'a' pidfile=/run/a.pid"},
    {"ProcessMatching", "check process a matching \"^x .*y\"", "process 'a' matching=^x .*y"},
    {"ProcessMatch", "check process a match sshd", "process 'a' matching=sshd"},
    {"ProcessWithoutTheWord", "check a with pidfile /run/a.pid", "process 'a' pidfile=/run/a.pid"},
    {"File", "check file a with path /etc/a", "file 'a' path=/etc/a"},
    {"FileWithAQuotedPath", "check file a path \"/etc/a b\"", "file 'a' path=/etc/a b"},
    {"FileWithEscapesInThePath", R"(check file a path "/a\tb")", "file 'a' path=/a\tb"},
    {"Directory", "check directory a path /etc/", "directory 'a' path=/etc/"},
    {"Fifo", "check fifo a path /run/a", "fifo 'a' path=/run/a"},
    {"Filesystem", "check filesystem a path /dev/sda1", "filesystem 'a' path=/dev/sda1"},
    {"FilesystemOfAServer", "check filesystem a path \"u@h:/x\"", "filesystem 'a' path=u@h:/x"},
    {"Device", "check device a with path /srv", "filesystem 'a' path=/srv"},
    {"Host", "check host a with address www.example.com if failed ping then alert",
     "host 'a' address=www.example.com"},
    {"HostWithIPv6", "check host a address fe80::1 if failed ping then alert",
     "host 'a' address=fe80::1"},
    {"NetworkByInterface", "check network a interface eth0", "network 'a' interface=eth0"},
    {"NetworkByAddress", "check network a address 192.0.2.1", "network 'a' address=192.0.2.1"},
    {"System", "check system a", "system 'a'"},
    {"ProgramInQuotes", "check program a path \"/bin/x y 'z z'\" if status != 0 then alert",
     "program 'a' path=/bin/x"},
    {"ProgramWithoutQuotes", "check program a path /bin/x y if status != 0 then alert",
     "program 'a' path=/bin/x"},
    {"KeywordAsName", "check file if path /x", "file 'if' path=/x"},
    {"NumberAsName", "check file 7 path /x", "file '7' path=/x"},
    {"QuotedName", "check file \"a b\" path /x", "file 'a b' path=/x"},
    {"UpperCase", "CHECK FILE A WITH PATH /X", "file 'A' path=/X"},
    {"AllOverThePlace", "check file a # why\n with # not\n\n path\n /x", "file 'a' path=/x"},
};

class Header : public testing::TestWithParam<CheckRow> {};

TEST_P(Header, IsRead) {
  std::string mistakes;
  EXPECT_EQ(shown_checks(parse_check(GetParam().text, &mistakes)), GetParam().shown);
  EXPECT_EQ(mistakes, "");
}

INSTANTIATE_TEST_SUITE_P(Check, Header, testing::ValuesIn(kCheckRows),
                         [](const auto& row) { return row.param.name; });

TEST(Check, AProgramHasArgumentsAndOptions) {
  const Check check = parse_check(
      "check program a with path \"/bin/x 'y z' w\" as uid root and gid 7 with timeout 9 seconds\n"
      "if status != 0 then alert");
  ASSERT_TRUE(check.program);
  EXPECT_THAT(check.program->argv, ElementsAre("/bin/x", "y z", "w"));
  EXPECT_EQ(check.program->uid, "root");
  EXPECT_EQ(check.program->gid, "7");
  EXPECT_EQ(check.program->timeout_seconds, 9);
}

TEST(Check, TheHostNameReplacesItsVariableInSystemChecksOnly) {
  ParseOptions options;
  options.host_name = "box";
  const Parsed parsed = parse("check system $HOST-x check file $HOST path /x", options);
  EXPECT_EQ(parsed.control_file.checks[0].name, "box-x");
  EXPECT_EQ(parsed.control_file.checks[1].name, "$HOST");
}

TEST(Check, AVariableInTheHostNameIsNotReplacedAgain) {
  ParseOptions options;
  options.host_name = "$HOST$HOST";
  EXPECT_EQ(parse("check system $HOST", options).control_file.checks[0].name, "$HOST$HOST");
}

TEST(Check, AWordThatBeginsWithATypeIsTypeAndName) {
  std::string mistakes;
  EXPECT_EQ(shown_checks(parse_check("check filex path /x", &mistakes)), "file 'x' path=/x");
  EXPECT_EQ(mistakes,
            "/etc/monitrc:1:11: warning: monit reads this as a check of type 'file' with the name "
            "'x'\n"
            "check filex path /x\n"
            "          ^\n"
            "  hint: quote the name if it is meant to begin with 'file'\n");
}

TEST(Check, SpansTellHeaderAndName) {
  const Parsed parsed = parse("\ncheck file \"a b\"\n  with path /x if exist then alert\n");
  const Check& check = parsed.control_file.checks[0];
  EXPECT_EQ(parsed.sources.text(check.span), "check file \"a b\"\n  with path /x");
  EXPECT_EQ(parsed.sources.text(check.name_span), "\"a b\"");
  EXPECT_EQ(parsed.sources.position(check.span).line, 2U);
}

}  // namespace
}  // namespace pkgmap::monitrc
