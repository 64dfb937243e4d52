// Units, tmpfiles.d and init scripts: which settings count, and which lines are passed over.
#include "parsers/unit/unit_file.hpp"

#include <gtest/gtest.h>

#include "parsers/unit/exec_line.hpp"
#include "parsers/unit/supervisord.hpp"
#include "parsers/unit/sysv.hpp"
#include "parsers/unit/tmpfiles.hpp"

namespace pkgmap {
namespace {

using Words = std::vector<std::string>;

TEST(UnitFile, TheLastAssignmentOfASingleValueCounts) {
  UnitFile unit;
  unit.add("[Service]\nPIDFile=/run/a.pid\nPIDFile = /run/b.pid\n");
  EXPECT_EQ(unit.last("Service", "PIDFile"), "/run/b.pid");
  EXPECT_EQ(unit.last("Unit", "PIDFile"), "");
}

TEST(UnitFile, ADropInResetsAListWithAnEmptyAssignment) {
  UnitFile unit;
  unit.add("[Service]\nExecStart=/usr/sbin/a\n");
  unit.add("[Service]\nExecStart=\nExecStart=/usr/sbin/b -x\n");
  EXPECT_EQ(unit.all("Service", "ExecStart"), Words{"/usr/sbin/b -x"});
}

TEST(UnitFile, ContinuedLinesAreOneAndCommentsInThemAreNone) {
  UnitFile unit;
  unit.add(
      "[Service]\nExecStart=/usr/sbin/a \\\n# not this\n  -x \\\n -y\n; nor this\nType=forking");
  EXPECT_EQ(exec_arguments(unit.last("Service", "ExecStart")), (Words{"/usr/sbin/a", "-x", "-y"}));
  EXPECT_EQ(unit.last("Service", "Type"), "forking");
}

TEST(UnitFile, WhatIsNoSettingIsPassedOver) {
  UnitFile unit;
  unit.add("PIDFile=/outside\n[Service\n]\n=\nnonsense\n[Service]\nRuntimeDirectory=a b\n\\\n");
  EXPECT_EQ(unit.words("Service", "RuntimeDirectory"), (Words{"a", "b"}));
  EXPECT_EQ(unit.last("Service", "PIDFile"), "");
}

// One name of a section is kept once, not with each of its settings: that would be 10 GB.
TEST(UnitFile, ALongNameOfASectionNeedsItsBytesOnce) {
  std::string text = "[" + std::string(200'000, 'x') + "]\n";
  for (int i = 0; i < 50'000; ++i) text += "a=b\n";
  UnitFile unit;
  unit.add(text);
  EXPECT_EQ(unit.sections(), Words{std::string(200'000, 'x')});
  EXPECT_EQ(unit.all(unit.sections()[0], "a").size(), 50'000U);
}

TEST(UnitFile, ExpandedSpecifiersStayWithinALimit) {
  std::string text;
  for (int i = 0; i < 500'000; ++i) text += "%n";
  EXPECT_LT(expand_specifiers(text, std::string(250, 'x') + ".service").size(), 2'000'000U);
}

TEST(Supervisord, DeclaresProgramsOfThreeKinds) {
  const auto programs = supervisord_programs(
      "[supervisord]\ncommand=/x\n[program:web]\ncommand=/a\ncommand=/usr/bin/web --serve\n"
      "[fcgi-program:web]\ncommand=/y\n[eventlistener:mail]\ncommand=/usr/bin/mail\n"
      "[fcgi-program:cgi]\ncommand=/usr/bin/cgi\n[program:none]\nuser=me\n");
  const std::map<std::string, std::string> expected = {
      {"cgi", "/usr/bin/cgi"}, {"mail", "/usr/bin/mail"}, {"web", "/usr/bin/web --serve"}};
  EXPECT_EQ(programs, expected);
}

TEST(Supervisord, ManyProgramsAreReadInOnePass) {
  constexpr int kMany = 20'000;
  std::string text;
  for (int i = 0; i < kMany; ++i) {
    text += "[program:p" + std::to_string(i) + "]\ncommand=/usr/bin/p\n";
  }
  EXPECT_EQ(supervisord_programs(text).size(), std::size_t{kMany});
}

struct SpecifierRow {
  const char* text;
  const char* unit;
  const char* expanded;
};

class Specifiers : public ::testing::TestWithParam<SpecifierRow> {};

TEST_P(Specifiers, AreReplacedByWhatTheNameDecides) {
  EXPECT_EQ(expand_specifiers(GetParam().text, GetParam().unit), GetParam().expanded);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Specifiers,
    ::testing::Values(SpecifierRow{"/run/%i.pid", "tunnel@a.service", "/run/a.pid"},
                      SpecifierRow{"%t/%p/%N", "tunnel@a.service", "/run/tunnel/tunnel@a"},
                      SpecifierRow{"%n 100%%", "x.service", "x.service 100%"},
                      SpecifierRow{"%H%", "x.service", "%H%"},
                      SpecifierRow{"%I %f", "mount@srv-a\\x2db.service", "srv/a-b /srv/a-b"},
                      SpecifierRow{"%P %J %j", "a-b@c.service", "a/b b b"},
                      SpecifierRow{"%T%V", "x.service", "/tmp/var/tmp"},
                      SpecifierRow{"%f", "a-b.service", "/a/b"},
                      SpecifierRow{"%I", "x@a\\x2.service", "a\\x2"},
                      SpecifierRow{"%i", "x.service", ""}));

struct ExecRow {
  const char* value;
  Words arguments;
};

class ExecLine : public ::testing::TestWithParam<ExecRow> {};

TEST_P(ExecLine, IsTakenApart) {
  EXPECT_EQ(exec_arguments(GetParam().value), GetParam().arguments);
}

const ExecRow kExecRows[] = {
    {"/usr/sbin/mysqld --defaults-file=/etc/my.cnf",
     {"/usr/sbin/mysqld", "--defaults-file=/etc/my.cnf"}},
    {"-/usr/sbin/a", {"/usr/sbin/a"}},
    {"@/usr/sbin/a b -c", {"/usr/sbin/a", "-c"}},
    {"!!+/usr/sbin/a", {"/usr/sbin/a"}},
    {"/bin/sh -c 'exec /usr/sbin/a \"b c\"'", {"/bin/sh", "-c", "exec /usr/sbin/a \"b c\""}},
    {"\"/opt/a b/c\" x\\ y", {"/opt/a b/c", "x y"}},
    {"/bin/a ; /bin/b", {"/bin/a"}},
    {"/bin/a \"unclosed", {"/bin/a", "unclosed"}},
    {"/bin/a $OPTIONS", {"/bin/a", "$OPTIONS"}},
    {"", {}},
    {"@", {}},
};
INSTANTIATE_TEST_SUITE_P(Rows, ExecLine, ::testing::ValuesIn(kExecRows));

TEST(Tmpfiles, OnlyDirectoriesWithAKnownPathCount) {
  EXPECT_EQ(
      tmpfiles_directories("# x\nd /run/mysqld 0755 mysql mysql -\nD! %t/a/\nf /run/file\n"
                           "L /run/link - - - - x\nv \"/run/b c\"\nd /run/%U\nd\nd relative\n"),
      (Words{"/run/mysqld", "/run/a", "/run/b c"}));
}

TEST(Sysv, HeadersAndLiteralAssignmentsAreRead) {
  const SysvScript script = read_sysv_script(
      "#!/bin/sh\n# chkconfig: 2345 80 20\n# pidfile: /var/run/a.pid\n# processname: ad\n"
      "### BEGIN INIT INFO\n# Provides: a b\n### END INIT INFO\nDAEMON=/usr/sbin/ad\n"
      "  PIDFILE=\"/run/b.pid\"  # where\nexec='/usr/libexec/ad'\nprog=ad\n");
  EXPECT_EQ(script.provides, (Words{"a", "b"}));
  EXPECT_EQ(script.pidfiles, (Words{"/var/run/a.pid", "/run/b.pid"}));
  EXPECT_EQ(script.programs, (Words{"/usr/sbin/ad", "/usr/libexec/ad"}));
}

TEST(Sysv, WhatTheShellWouldExpandIsNotKnown) {
  const SysvScript script = read_sysv_script(
      "DAEMON=$HOME/x\nDAEMON=/usr/sbin/$NAME\nDAEMON=/a;rm\nPIDFILE=`cat /x`\nexec=\n=/x\n#\n");
  EXPECT_TRUE(script.programs.empty());
  EXPECT_TRUE(script.pidfiles.empty());
}

}  // namespace
}  // namespace pkgmap
