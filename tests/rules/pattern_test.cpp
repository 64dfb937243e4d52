// Tests patterns of policies: they match whole names, in linear time.
#include "rules/pattern.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

Pattern pattern(const std::string& text, Pattern::Case letters = Pattern::Case::matters) {
  Pattern::Problem problem;
  Pattern result = Pattern::compile(text, letters, problem);
  EXPECT_EQ(problem.message, "");
  return result;
}

TEST(Pattern, MatchesTheWholeName) {
  EXPECT_TRUE(pattern("mysql").matches("mysql"));
  EXPECT_FALSE(pattern("mysql").matches("mysql-server"));
  EXPECT_FALSE(pattern("server").matches("mysql-server"));
  EXPECT_TRUE(pattern("mysql.*").matches("mysql-server"));
  EXPECT_FALSE(pattern("a|b").matches("ab"));
}

TEST(Pattern, MayIgnoreCase) {
  EXPECT_FALSE(pattern("Root_FS").matches("root_fs"));
  EXPECT_TRUE(pattern("Root_FS", Pattern::Case::ignored).matches("root_fs"));
}

TEST(Pattern, MatchesNamesThatAreNotUtf8) {
  EXPECT_TRUE(pattern(".*_fs").matches("\xFF\xFE_fs"));
  EXPECT_TRUE(pattern("gr.n").matches("grün"));
}

TEST(Pattern, SaysWhichPartIsWrong) {
  Pattern::Problem problem;
  const Pattern bad = Pattern::compile("disk(_fs", Pattern::Case::matters, problem);
  EXPECT_EQ(problem.message, "missing )");
  EXPECT_EQ(problem.fragment, "disk(_fs");
  EXPECT_FALSE(bad.matches("disk_fs"));
}

// The library would write the mistake to the standard error of the package manager.
TEST(Pattern, SaysWhatIsWrongToTheCallerAlone) {
  Pattern::Problem problem;
  testing::internal::CaptureStderr();
  Pattern::compile("disk(_fs", Pattern::Case::matters, problem);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Pattern, ALookBehindIsRefusedRatherThanSlow) {
  Pattern::Problem problem;
  Pattern::compile("(?<!a)b", Pattern::Case::matters, problem);
  EXPECT_NE(problem.message, "");
}

// A backtracking matcher would need longer than the age of the universe.
TEST(Pattern, TakesLinearTime) {
  EXPECT_FALSE(pattern("(a*)*b").matches(std::string(100'000, 'a')));
}

TEST(Pattern, TooBigAnExpressionIsRefused) {
  Pattern::Problem problem;
  Pattern::compile("((a{100}){100}){100}", Pattern::Case::matters, problem);
  EXPECT_NE(problem.message, "");
}

}  // namespace
}  // namespace pkgmap::rules
