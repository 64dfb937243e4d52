// `include`: monit(1), INCLUDE FILES.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string check_file(const std::string& name) {
  return "check file " + name + " path /x\n";
}

/// Returns the names of all checks except the system check that monit adds.
std::vector<std::string> names(const Parsed& parsed) {
  std::vector<std::string> answer;
  for (const Check& check : parsed.control_file.checks) {
    if (!check.implicit) answer.push_back(check.name);
  }
  return answer;
}

Parsed parse_in(TextFiles& files, const ParseOptions& options = {}) {
  return parse_control_file("/etc/monitrc", files, options);
}

TEST(Includes, FilesOfOnePatternComeInReverseOrderAndBeforeTheRest) {
  TextFiles files{{"/etc/monitrc", check_file("a") + "include /d/*\n" + check_file("z")},
                  {"/d/1", check_file("one")},
                  {"/d/2", check_file("two")},
                  {"/d/3", check_file("three")}};
  const Parsed parsed = parse_in(files);
  EXPECT_THAT(names(parsed), ElementsAre("a", "three", "two", "one", "z"));
  EXPECT_THAT(parsed.control_file.files, ElementsAre("/etc/monitrc", "/d/3", "/d/2", "/d/1"));
  EXPECT_EQ(messages(parsed), "");
}

TEST(Includes, AnIncludeMayStandInsideAStatement) {
  TextFiles files{
      {"/etc/monitrc", "check file a include /h\n if failed include /t then alert\n group g"},
      {"/h", "with path /x"},
      {"/t", "checksum"}};
  const Parsed parsed = parse_in(files);
  ASSERT_EQ(names(parsed), std::vector<std::string>{"a"}) << messages(parsed);
  const Check& check = parsed.control_file.checks[0];
  EXPECT_EQ(check.path, "/x");
  ASSERT_EQ(check.tests.size(), 1U);
  EXPECT_EQ(check.tests[0].kind, TestKind::checksum);
  EXPECT_THAT(check.groups, ElementsAre("g"));
}

TEST(Includes, AProgramCheckIsOneInTheIncludedTextToo) {
  TextFiles files{{"/etc/monitrc", "check program p include /h if status = 0 then alert"},
                  {"/h", "path \"/bin/x y\""}};
  const Parsed parsed = parse_in(files);
  EXPECT_THAT(parsed.control_file.checks[0].program->argv, ElementsAre("/bin/x", "y"));
}

TEST(Includes, ARelativePathIsRelativeToTheWorkingDirectory) {
  TextFiles files{{"/etc/monitrc", "include d/*\n"}, {"/srv/d/a", check_file("a")}};
  ParseOptions options;
  options.working_directory = "/srv";
  EXPECT_THAT(names(parse_in(files, options)), ElementsAre("a"));
}

TEST(Includes, BackupsAndDirectoriesAreSkippedNothingElse) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"},
                  {"/d/a~", check_file("backup")},
                  {"/d/a.rpmsave", check_file("saved")},
                  {"/d/.hidden", check_file("hidden")},
                  {"/d/sub/b", check_file("below")}};
  EXPECT_THAT(names(parse_in(files)), ElementsAre("saved"));
}

TEST(Includes, APatternThatMatchesNothingIsSilentWhereTheDirectoryIs) {
  TextFiles files{{"/etc/monitrc", "include /d/*.conf\n"}, {"/d/a", check_file("a")}};
  EXPECT_EQ(messages(parse_in(files)), "");
}

TEST(Includes, AMissingDirectoryIsAWarning) {
  TextFiles files{{"/etc/monitrc", "include /d/*.conf\n"}};
  const Parsed parsed = parse_in(files);
  EXPECT_TRUE(parsed.ok());
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:1:9: warning: the include matches no file: '/d/*.conf'\n"
            "include /d/*.conf\n"
            "        ^~~~~~~~~\n");
}

TEST(Includes, AFileThatCannotBeReadIsAnError) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"}, {"/d/a", check_file("a")}};
  files.add_unreadable("/d/b");
  const Parsed parsed = parse_in(files);
  EXPECT_THAT(names(parsed), ElementsAre("a"));
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:1:9: error: cannot include '/d/b': Permission denied\n"
            "include /d/*\n"
            "        ^~~~\n");
}

TEST(Includes, AFileThatWaitsIsSkippedWithAWarning) {
  TextFiles files{{"/etc/monitrc", "include /d/a\n"},
                  {"/d/a", check_file("a") + "include /d/b\n"},
                  {"/d/b", check_file("b") + "include /etc/monitrc\ninclude /d/a\n"}};
  const Parsed parsed = parse_in(files);
  EXPECT_THAT(names(parsed), ElementsAre("a", "b"));
  EXPECT_EQ(messages(parsed),
            "/d/b:2:9: warning: '/etc/monitrc' includes itself; monit skips this include\n"
            "include /etc/monitrc\n"
            "        ^~~~~~~~~~~~\n"
            "/d/b:3:9: warning: '/d/a' includes itself; monit skips this include\n"
            "include /d/a\n"
            "        ^~~~\n");
}

// monit skips only files below the one that it reads.
TEST(Includes, AFileThatIncludesItselfIsReadTwice) {
  TextFiles files{{"/etc/monitrc", "check file a path /x\ninclude /d/*\n"},
                  {"/d/a", "group g\n"},
                  {"/d/b", "alert a@b.c\ninclude /d/*\n"}};
  const Parsed parsed = parse_in(files);
  EXPECT_EQ(parsed.control_file.checks[0].alerts.size(), 2U);
  EXPECT_TRUE(parsed.ok());
  EXPECT_EQ(messages(parsed),
            "/d/b:2:9: warning: '/d/a' includes itself; monit skips this include\n"
            "include /d/*\n"
            "        ^~~~\n"
            "/d/b:2:9: warning: '/d/b' includes itself, and monit reads it twice\n"
            "include /d/*\n"
            "        ^~~~\n"
            "  hint: let a file include neither itself nor the directory in which it is\n"
            "/d/b:2:9: warning: '/d/a' includes itself; monit skips this include\n"
            "include /d/*\n"
            "        ^~~~\n"
            "/d/b:2:9: warning: '/d/b' includes itself; monit skips this include\n"
            "include /d/*\n"
            "        ^~~~\n");
}

TEST(Includes, ACheckOfAFileThatIncludesItsDirectoryIsDeclaredTwice) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"},
                  {"/d/a", check_file("a")},
                  {"/d/b", "include /d/*\n" + check_file("b")}};
  const Parsed parsed = parse_in(files);
  EXPECT_FALSE(parsed.ok());
  EXPECT_NE(messages(parsed).find("/d/b:2:12: error: 'b' is declared twice"), std::string::npos)
      << messages(parsed);
}

// monit compares paths as they are written.
TEST(Includes, TheControlFileByARelativePathIsReadTwice) {
  TextFiles files{{"/srv/rc", "include rc\nset alert a@b.c\n"}};
  ParseOptions options;
  options.working_directory = "/srv";
  const Parsed parsed = parse_control_file("/srv/rc", files, options);
  EXPECT_EQ(parsed.control_file.settings.alerts.size(), 3U);
}

TEST(Includes, AFileMayBeIncludedAgainAfterItsEnd) {
  TextFiles files{
      {"/etc/monitrc", "check file a path /x include /t\ncheck file b path /y include /t\n"},
      {"/t", "group g"}};
  const Parsed parsed = parse_in(files);
  EXPECT_EQ(messages(parsed), "");
  EXPECT_THAT(parsed.control_file.checks[1].groups, ElementsAre("g"));
  EXPECT_THAT(parsed.control_file.files, ElementsAre("/etc/monitrc", "/t"));
  EXPECT_THAT(files.reads(), ElementsAre("/etc/monitrc", "/t"));
}

TEST(Includes, AMistakeInAnIncludedFileNamesThatFile) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"}, {"/d/a", "\ncheck proces x path /x\n"}};
  EXPECT_EQ(messages(parse_in(files)),
            "/d/a:2:7: error: unknown check type 'proces'\n"
            "check proces x path /x\n"
            "      ^~~~~~\n"
            "  hint: did you mean 'process'?\n");
}

std::string padded(int number) {
  std::string text = std::to_string(number);
  return std::string(5 - text.size(), '0') + text;
}

TEST(Includes, NoMoreThan1024FilesWait) {
  TextFiles files{{"/etc/monitrc", "include /d/*\n"}};
  for (int i = 0; i < 1024; ++i) files.add("/d/" + padded(i), check_file("c" + padded(i)));
  EXPECT_TRUE(parse_in(files).ok());
  files.add("/d/99999", check_file("last"));
  EXPECT_FALSE(parse_in(files).ok());
}

TEST(Includes, FilesThatIncludeEachOtherTwiceEndSomewhere) {
  TextFiles files{{"/etc/monitrc", "include /0 include /0"}};
  for (int i = 0; i < 60; ++i) {
    const std::string next = "/" + std::to_string(i + 1);
    files.add("/" + std::to_string(i), "include " + next + "\ninclude " + next + "\n");
  }
  files.add("/60", "group g\n");
  const Parsed parsed = parse_in(files);
  EXPECT_FALSE(parsed.ok());
  EXPECT_LE(parsed.diagnostics.size(), 101U);
}

TEST(Includes, AControlFileThatCannotBeReadIsTheOnlyDiagnostic) {
  TextFiles files{};
  const Parsed parsed = parse_in(files);
  EXPECT_EQ(messages(parsed), "/etc/monitrc: error: No such file or directory\n");
  EXPECT_THAT(parsed.control_file.checks, IsEmpty());
}

}  // namespace
}  // namespace pkgmap::monitrc
