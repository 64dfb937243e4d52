#include "cli/render/unified_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// "1\n2\n…" with other words on the given lines.
std::string numbered(int count, const std::vector<std::pair<int, std::string>>& others = {}) {
  std::string text;
  for (int i = 1; i <= count; ++i) {
    std::string line = std::to_string(i);
    for (const auto& [number, word] : others) {
      if (number == i) line = word;
    }
    text += line + "\n";
  }
  return text;
}

std::string diff(const std::string& before, const std::string& after) {
  return unified_diff("/etc/monitrc", before, after).text;
}

TEST(UnifiedDiff, OfTheSameTextIsNothing) {
  EXPECT_EQ(diff("a\n", "a\n"), "");
  EXPECT_EQ(diff("", ""), "");
}

TEST(UnifiedDiff, HasThreeLinesOfContext) {
  EXPECT_EQ(diff(numbered(9), numbered(9, {{5, "five"}})),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -2,7 +2,7 @@\n"
            " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, AtTheEndsThereIsLessContext) {
  EXPECT_EQ(diff("1\n2\n", "one\n2\n"),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n");
}

TEST(UnifiedDiff, ChangesThatAreNearShareAHunk) {
  EXPECT_EQ(diff(numbered(12), numbered(12, {{3, "three"}, {9, "nine"}})),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -1,12 +1,12 @@\n"
            " 1\n 2\n-3\n+three\n 4\n 5\n 6\n 7\n 8\n-9\n+nine\n 10\n 11\n 12\n");
}

TEST(UnifiedDiff, ChangesThatAreFarHaveAHunkEach) {
  EXPECT_EQ(diff(numbered(12), numbered(12, {{2, "two"}, {11, "eleven"}})),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n"
            "@@ -8,5 +8,5 @@\n 8\n 9\n 10\n-11\n+eleven\n 12\n");
}

TEST(UnifiedDiff, ALastLineWithoutAnEndIsMarked) {
  EXPECT_EQ(diff("1\n2", "1\ntwo"),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -1,2 +1,2 @@\n 1\n-2\n"
            "\\ No newline at end of file\n+two\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, LinesMayGoAway) {
  EXPECT_EQ(diff("1\n2\n3\n4\n", "1\ntwo and three\n4\n"),
            "--- a/etc/monitrc\n+++ b/etc/monitrc\n@@ -1,4 +1,3 @@\n"
            " 1\n-2\n-3\n+two and three\n 4\n");
}

TEST(UnifiedDiff, CarriageReturnsAndTabsStay) {
  EXPECT_THAT(diff("\ta\r\n\tb\r\n", "\ta\r\n\tc\r\n"), HasSubstr(" \ta\r\n-\tb\r\n+\tc\r\n"));
}

TEST(UnifiedDiff, ALineWithACredentialIsNoContext) {
  const std::string before = "1\nset httpd port 2812 allow admin:monit\n3\n4\n5\n";
  std::string after = before;
  after.replace(after.find('4'), 1, "four");
  const UnifiedDiff diff = unified_diff("/m", before, after);
  EXPECT_EQ(diff.text, "--- a/m\n+++ b/m\n@@ -3,3 +3,3 @@\n 3\n-4\n+four\n 5\n");
  EXPECT_FALSE(diff.masked);
}

TEST(UnifiedDiff, BetweenTwoChangesItDividesTheHunk) {
  const std::string before = "1\nset httpd port 2812 allow admin:monit\n3\n";
  std::string after = before;
  after.front() = 'x';
  after[after.size() - 2] = 'y';
  EXPECT_EQ(unified_diff("/m", before, after).text,
            "--- a/m\n+++ b/m\n@@ -1,1 +1,1 @@\n-1\n+x\n@@ -3,1 +3,1 @@\n-3\n+y\n");
}

TEST(UnifiedDiff, ACredentialOnAChangedLineIsNotShown) {
  const UnifiedDiff diff = unified_diff("/m", "a password hunter2\n", "b password hunter2\n");
  EXPECT_TRUE(diff.masked);
  EXPECT_THAT(diff.text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(diff.text, HasSubstr("\n-a password ***\n+b password ***\n"));
}

TEST(UnifiedDiff, APathCannotForgeALine) {
  EXPECT_THAT(unified_diff("/a\n+b", "1\n", "2\n").text, HasSubstr("--- a/a?+b\n"));
}

}  // namespace
}  // namespace pkgmap::cli
