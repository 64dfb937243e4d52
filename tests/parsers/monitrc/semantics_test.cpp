// What monit decides when it has read the whole control file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> kinds(const Check& check) {
  std::vector<std::string> answer;
  for (const Test& test : check.tests) {
    answer.push_back(std::string(name_of(test.kind)) + " " + name_of(test.trigger) + " " +
                     test.expect);
  }
  return answer;
}

TEST(SingleSlotTests, TheLastOfEachKindCounts) {
  const Check check = parse_check(
      "check file a path /x\n"
      "if failed checksum then alert\n"
      "if failed permission 600 then alert\n"
      "if size > 1 MB then alert\n"
      "if failed uid 1 then alert\n"
      "if failed gid 1 then alert\n"
      "if changed checksum then alert\n"
      "if failed permission 644 then alert\n"
      "if size > 2 MB then alert\n"
      "if failed uid 2 then alert\n"
      "if failed gid 2 then alert\n");
  EXPECT_THAT(kinds(check),
              ElementsAre("size compared ", "checksum changed ", "permission failed 644",
                          "size compared ", "uid failed 2", "gid failed 2"));
}

TEST(SingleSlotTests, EuidIsNotUid) {
  const Check check = parse_check(
      "check process a pidfile /x if failed uid 1 then alert if failed euid 2 then alert");
  EXPECT_EQ(check.tests.size(), 2U);
}

TEST(Names, AreUniqueIgnoringCaseOverAllTypes) {
  const Parsed parsed = parse("check file web path /x\n\ncheck process WEB pidfile /y\n");
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:3:15: error: 'WEB' is declared twice\n"
            "check process WEB pidfile /y\n"
            "              ^~~\n"
            "  hint: the first is 'web' in /etc/monitrc:1; monit ignores case\n");
  EXPECT_EQ(parsed.control_file.checks.size(), 3U) << "both are kept, and the system check";
}

TEST(DependsOn, AForwardReferenceIsFine) {
  EXPECT_TRUE(parse("check file a path /x depends on B\ncheck file b path /y").ok());
}

TEST(DependsOn, AnUnknownNameIsAnError) {
  EXPECT_EQ(messages(parse("check file web path /x\n  depends on mysqk\n"
                           "check file mysql path /y\n")),
            "/etc/monitrc:2:14: error: 'web' depends on 'mysqk', but no check has that name\n"
            "  depends on mysqk\n"
            "             ^~~~~\n"
            "  hint: did you mean 'mysql'?\n");
}

TEST(DependsOn, ALoopIsAnErrorThatShowsTheLoop) {
  EXPECT_EQ(messages(parse("check file a path /x depends on b\n"
                           "check file b path /y depends on c\n"
                           "check file c path /z depends on b\n")),
            "/etc/monitrc:3:33: error: the dependencies form a loop: b -> c -> b\n"
            "check file c path /z depends on b\n"
            "                                ^\n");
}

TEST(DependsOn, ACheckCannotDependOnItself) {
  EXPECT_THAT(messages(parse("check file a path /x depends on A")), HasSubstr("a -> a\n"));
}

TEST(DependsOn, ADiamondIsNoLoop) {
  EXPECT_TRUE(parse("check file a path /1 depends on b, c\ncheck file b path /2 depends on d\n"
                    "check file c path /3 depends on d\ncheck file d path /4")
                  .ok());
}

TEST(DependsOn, AVeryLongChainIsFollowed) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) {
    text +=
        "check file c" + std::to_string(i) + " path /x depends on c" + std::to_string(i + 1) + "\n";
  }
  EXPECT_TRUE(parse(text + "check file c50000 path /x\n").ok());
  EXPECT_FALSE(parse(text + "check file c50000 path /x depends on c0\n").ok());
}

TEST(SystemCheck, IsAddedAtTheEnd) {
  ParseOptions options;
  options.host_name = "box.example.com";
  const Parsed parsed = parse("check file a path /x\n", options);
  ASSERT_EQ(parsed.control_file.checks.size(), 2U);
  const Check& system = parsed.control_file.checks[1];
  EXPECT_EQ(system.type, CheckType::system);
  EXPECT_EQ(system.name, "box.example.com");
  EXPECT_TRUE(system.implicit);
}

TEST(SystemCheck, IsAddedToAnEmptyFileToo) {
  EXPECT_EQ(parse("").control_file.checks.size(), 1U);
  EXPECT_EQ(messages(parse("")), "");
}

TEST(SystemCheck, IsNotAddedToOneThatIsThere) {
  const Parsed parsed = parse("check system mine\n");
  ASSERT_EQ(parsed.control_file.checks.size(), 1U);
  EXPECT_FALSE(parsed.control_file.checks[0].implicit);
}

TEST(SystemCheck, ItsNameMayBeTaken) {
  const Parsed parsed = parse("check file LocalHost path /x\n");
  EXPECT_EQ(parsed.control_file.checks.size(), 1U);
  EXPECT_EQ(messages(parsed),
            "/etc/monitrc:1:12: error: 'localhost' is the name of this host, which monit gives to "
            "its system check\n"
            "check file LocalHost path /x\n"
            "           ^~~~~~~~~\n"
            "  hint: add a 'check system' with another name\n");
}

TEST(SystemCheck, TheAddedOneMayBeDependedOn) {
  EXPECT_TRUE(parse("check file a path /x depends on localhost\n").ok());
}

TEST(IncompleteChecks, AHostNeedsATest) {
  EXPECT_THAT(messages(parse("check host a address x.y\n")), HasSubstr("needs a test"));
  EXPECT_TRUE(parse("check host a address x.y if failed ping then alert\n").ok());
}

TEST(IncompleteChecks, AProgramNeedsATest) {
  EXPECT_THAT(messages(parse("check program a path /x\n")), HasSubstr("needs a test"));
  EXPECT_TRUE(parse("check program a path /x if content = \"y\" then alert\n").ok());
}

}  // namespace
}  // namespace pkgmap::monitrc
