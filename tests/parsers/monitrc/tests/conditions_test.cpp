// Tests: monit(1), SERVICE TESTS. To add a case, append a row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr const char* kMd5 = "8f7f419955cefa0b33a2ba316cba3659";
constexpr const char* kSha1 = "9dd4e461268c8034f5c8564e155c67a69dd4e461";

std::string shown_tests(const Action& action) {
  std::string text = name_of(action.kind);
  if (!action.exec) return text;
  for (const std::string& argument : action.exec->argv) text += "[" + argument + "]";
  return text;
}

/// Returns "kind trigger …" with the fields that are set.
std::string shown_tests(const Test& test) {
  std::string text = std::string(name_of(test.kind)) + " " + name_of(test.trigger);
  if (test.algorithm) text += " " + test.algorithm->name();
  if (!test.expect.empty()) text += " expect " + test.expect;
  if (test.timeout_seconds) text += " timeout " + std::to_string(*test.timeout_seconds);
  if (test.times != 1 || test.cycles != 1) {
    text += " " + std::to_string(test.times) + " of " + std::to_string(test.cycles);
  }
  text += " -> " + shown_tests(test.action);
  if (test.recovery) text += ", else " + shown_tests(*test.recovery);
  return text;
}

struct ConditionsRow {
  const char* name;
  std::string type;
  std::string text;
  std::string shown;
};

const std::string kConditionsFile = "check file a path /x\n";
const std::string kConditionsProcess = "check process a pidfile /x\n";
const std::string kFilesystem = "check filesystem a path /x\n";
const std::string kConditionsHost = "check host a address b.c\n";
const std::string kConditionsNetwork = "check network a interface e\n";
const std::string kConditionsProgram = "check program a path /x\n";
const std::string kSystem = "check system a\n";

const ConditionsRow kConditionsRows[] = {
    {"Checksum", kConditionsFile, "if failed checksum then unmonitor",
     "checksum failed md5 -> unmonitor"},
    {"ChecksumChanged", kConditionsFile, "if changed sha1 checksum then exec \"/r x\"",
     "checksum changed sha1 -> exec[/r][x]"},
    {"ChecksumExpect", kConditionsFile,
     std::string("if failed checksum and expect the sum ") + kMd5 + " then alert",
     std::string("checksum failed md5 expect ") + kMd5 + " -> alert"},
    {"ChecksumToldByLength", kConditionsFile,
     std::string("if failed checksum expect ") + kSha1 + " then alert",
     std::string("checksum failed sha1 expect ") + kSha1 + " -> alert"},
    {"ChecksumInCapitals", kConditionsFile,
     "if failed md5 checksum expect \"8F7F4199:55CEFA0B:33A2BA31:6CBA3659\" then alert",
     std::string("checksum failed md5 expect ") + kMd5 + " -> alert"},
    {"Permission", kConditionsFile, "if failed permission 0644 then alert",
     "permission failed expect 0644 -> alert"},
    {"PermissionChanged", kConditionsFile, "if changed perm then alert",
     "permission changed -> alert"},
    {"User", kConditionsFile, "if failed uid root then unmonitor",
     "uid failed expect root -> unmonitor"},
    {"UserByNumber", kConditionsFile, "if failed uid 0 then alert", "uid failed expect 0 -> alert"},
    {"EffectiveUser", kConditionsProcess, "if failed euid \"www\" then stop",
     "euid failed expect www -> stop"},
    {"Group", kConditionsFile, "if failed gid \"adm\" then alert",
     "gid failed expect adm -> alert"},
    {"Size", kConditionsFile, "if size > 100 MB for 3 cycles then alert",
     "size compared 3 of 3 -> alert"},
    {"SizeChanged", kConditionsFile, "if changed size then alert", "size changed -> alert"},
    {"Timestamp", kConditionsFile, "if timestamp is older than 5 minutes then alert",
     "timestamp compared -> alert"},
    {"TimestampChanged", kConditionsFile, "if changed timestamp then exec \"/r\"",
     "timestamp changed -> exec[/r]"},
    {"ModificationTime", kConditionsFile, "if modification time is newer than 5 minutes then alert",
     "timestamp compared -> alert"},
    {"ChangeTimeChanged", kConditionsFile, "if changed ctime then alert",
     "timestamp changed -> alert"},
    {"Content", kConditionsFile, "if content = \"^x\" then alert",
     "content compared expect ^x -> alert"},
    {"Match", kConditionsFile, "if not match \"x\" for 2 cycles then alert",
     "content compared expect x 2 of 2 -> alert"},
    {"NotExist", kConditionsFile, "if does not exist for 5 cycles then start",
     "exist compared 5 of 5 -> start"},
    {"Exist", kConditionsFile, "if exist then alert", "exist compared -> alert"},
    {"Hardlink", kConditionsFile, "if hardlink > 2 then ignore", "hardlink compared -> ignore"},
    {"Pid", kConditionsProcess, "if changed pid then alert", "pid changed -> alert"},
    {"Ppid", kConditionsProcess, "if changed ppid then alert", "ppid changed -> alert"},
    {"Uptime", kConditionsProcess, "if uptime > 3 days then restart", "uptime compared -> restart"},
    {"Cpu", kConditionsProcess,
     "if total cpu usage > 90% for 5 times within 15 cycles then restart",
     "resource compared 5 of 15 -> restart"},
    {"Memory", kConditionsProcess, "if totalmem is greater than 500.5 MB 2 3 cycles then restart",
     "resource compared 2 of 3 -> restart"},
    {"NumberWithoutOperator", kConditionsProcess, "if loadavg (1 min) 4 2 3 cycles then alert",
     "resource compared 2 of 3 -> alert"},
    {"LoadAverage", kSystem, "if loadavg (5min) > 2 for 3 cycles then alert",
     "resource compared 3 of 3 -> alert"},
    {"CpuOfTheSystem", kSystem, "if cpu usage (user) > 70% then alert",
     "resource compared -> alert"},
    {"ReadOfAProcess", kConditionsProcess, "if disk read activity > 1 MB/s then alert",
     "resource compared -> alert"},
    {"ReadOfAFilesystem", kFilesystem, "if read rate > 1 MB/s then alert", "io compared -> alert"},
    {"ServiceTime", kFilesystem, "if service time > 10 ms for 3 cycles then alert",
     "io compared 3 of 3 -> alert"},
    {"Space", kFilesystem, "if space usage > 90% then alert else if succeeded then exec \"/x y\"",
     "space compared -> alert, else exec[/x][y]"},
    {"Inode", kFilesystem, "if inodes free < 10 2 cycles then alert",
     "inode compared 2 of 2 -> alert"},
    {"FsFlags", kFilesystem, "if changed fsflags then alert", "fsflags changed -> alert"},
    {"FileDescriptors", kConditionsProcess, "if total filedescriptors > 5000 then alert",
     "filedescriptors compared -> alert"},
    {"Port", kConditionsProcess,
     "if failed port 80 protocol http with timeout 20 seconds for 2 cycles "
     "then restart",
     "connection failed timeout 20 2 of 2 -> restart"},
    {"PortAndRate", kConditionsProcess, "if failed port 80 3 cycles then alert",
     "connection failed 3 of 3 -> alert"},
    {"HostAndPort", kConditionsProcess,
     "if failed host www.a.b port 443 type tcpssl and protocol http request \"/a?b\" "
     "with content = \"x then\" then alert",
     "connection failed -> alert"},
    {"PortSucceeded", kConditionsHost, "if succeeded port 80 then alert",
     "connection compared -> alert"},
    {"UnixSocket", kConditionsProcess,
     "if failed unixsocket /run/x protocol mysql username \"a\" "
     "password \"if then\" retry 3 then restart",
     "connection failed -> restart"},
    {"Ping", kConditionsHost, "if failed ping count 5 size 128 with timeout 2 seconds then alert",
     "connection failed timeout 2 -> alert"},
    {"Icmp", kConditionsHost,
     "if failed icmp type echo count 3 with timeout 3 seconds 2 cycles then alert",
     "connection failed timeout 3 2 of 2 -> alert"},
    {"Url", kConditionsHost,
     "if failed url https://u:p@b.c:81/d?if=then and content == 'x' then alert",
     "connection failed -> alert"},
    {"HttpHeaders", kConditionsHost,
     "if failed port 80 protocol http with http headers [Host: a, then: b] then alert",
     "connection failed -> alert"},
    {"Certificate", kConditionsHost,
     "if failed port 443 with ssl options { verify: enable } and certificate valid > 30 days "
     "for 2 cycles then alert",
     "connection failed 2 of 2 -> alert"},
    {"SendAndExpect", kConditionsProcess,
     "if failed port 25 send \"if\" expect \"then 5 cycles\" then alert",
     "connection failed -> alert"},
    {"Link", kConditionsNetwork, "if failed link then alert", "link failed -> alert"},
    {"LinkDown", kConditionsNetwork, "if link down then restart else start",
     "link compared -> restart, "
     "else start"},
    {"LinkCapacity", kConditionsNetwork, "if changed link capacity then alert",
     "link changed -> alert"},
    {"Saturation", kConditionsNetwork, "if saturation > 90% then alert",
     "saturation compared -> alert"},
    {"Traffic", kConditionsNetwork, "if total downloaded > 1 GB in last 2 hours then alert",
     "traffic compared -> alert"},
    {"Status", kConditionsProgram, "if status != 0 for 2 cycles then alert",
     "status compared 2 of 2 -> "
     "alert"},
    {"StatusChanged", kConditionsProgram, "if changed status then alert",
     "status changed -> alert"},
    {"Security", kConditionsProcess, "if failed security attribute \"x:y\" then alert",
     "security failed expect x:y -> alert"},
    {"Restarts", kConditionsProcess, "if 3 restarts within 5 cycles then timeout",
     "restarts compared 3 of 5 -> unmonitor"},
    {"ExecWithOptions", kConditionsFile,
     "if failed checksum then exec \"/bin/sh -c 'a b'\" as uid www and gid www repeat every 5 "
     "cycles",
     "checksum failed md5 -> exec[/bin/sh][-c][a b]"},
    {"ElseWithRate", kConditionsFile,
     "if failed permission 644 then alert else if recovered for 3 times within 5 cycles then stop",
     "permission failed expect 644 -> alert, else stop"},
};

class Understood : public testing::TestWithParam<ConditionsRow> {};

TEST_P(Understood, IsATestOfItsKind) {
  std::string mistakes;
  const Check check =
      parse_check(GetParam().type + GetParam().text + "\ngroup behind\n", &mistakes);
  ASSERT_EQ(check.tests.size(), 1U) << mistakes;
  EXPECT_EQ(shown_tests(check.tests[0]), GetParam().shown);
  EXPECT_THAT(check.groups, testing::ElementsAre("behind"));
  const bool is_incomplete = check.type == CheckType::host || check.type == CheckType::program;
  if (!is_incomplete && mistakes.find(": note: ") == std::string::npos) {
    EXPECT_EQ(mistakes, "");
  }
}

INSTANTIATE_TEST_SUITE_P(Test, Understood, testing::ValuesIn(kConditionsRows),
                         [](const auto& row) { return row.param.name; });

TEST(Test, TheSpanGoesFromIfToTheLastToken) {
  const Parsed parsed = parse("check file a path /x\n  if failed checksum\n then alert\n group g");
  EXPECT_EQ(parsed.sources.text(parsed.control_file.checks[0].tests[0].span),
            "if failed checksum\n then alert");
}

TEST(Test, AnAgeIsKeptAsMonitKeepsIt) {
  std::string mistakes;
  const Check check =
      parse_check("check file a path /x\nif timestamp > 71582789 minutes then alert\n", &mistakes);
  ASSERT_EQ(check.tests.size(), 1U);
  EXPECT_EQ(check.tests[0].limit, 44);
  EXPECT_EQ(check.tests[0].unit, MeasureUnit::second);
  EXPECT_EQ(mistakes,
            "/etc/monitrc:2:4: warning: this time is too large: monit reads it as 44 seconds\n"
            "if timestamp > 71582789 minutes then alert\n"
            "   ^~~~~~~~~\n");
}

TEST(Test, AnUnknownOneKeepsItsAction) {
  std::string mistakes;
  const Check check =
      parse_check("check file a path /x\nif colour = \"green\" then stop\n", &mistakes);
  ASSERT_EQ(check.tests.size(), 1U);
  EXPECT_EQ(shown_tests(check.tests[0]), "other compared -> stop");
  EXPECT_EQ(mistakes,
            "/etc/monitrc:2:4: warning: unknown test 'colour'; monit-pkgmap reads only its action\n"
            "if colour = \"green\" then stop\n"
            "   ^~~~~~\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
