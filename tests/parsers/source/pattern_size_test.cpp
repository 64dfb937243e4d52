#include "parsers/source/pattern_size.hpp"

#include <string>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

constexpr std::size_t kEndless = 1'000'000;

std::string times(int count, const std::string& text) {
  std::string answer;
  for (int i = 0; i < count; ++i) answer += text;
  return answer;
}

TEST(PatternSize, OfPlainTextIsItsLength) {
  EXPECT_EQ(size_written_out(""), 0U);
  EXPECT_EQ(size_written_out("sshd"), 4U);
  EXPECT_EQ(size_written_out(R"(a\.b\(c)"), 5U);
}

TEST(PatternSize, OfAListIsOne) {
  EXPECT_EQ(size_written_out("[a-z+]"), 1U);
  EXPECT_EQ(size_written_out("[]a][^]a]"), 2U);
  EXPECT_EQ(size_written_out("[[:alpha:])+(]x"), 2U);
  EXPECT_EQ(size_written_out("[a"), 1U);
  EXPECT_EQ(size_written_out("[[:a"), 1U);
}

TEST(PatternSize, OfARepeatIsAtLeastWhatItRepeats) {
  EXPECT_GE(size_written_out("a+"), 2U);
  EXPECT_GE(size_written_out("a{9}"), 9U);
  EXPECT_GE(size_written_out("a{2,9}"), 9U);
  EXPECT_GE(size_written_out("a{,9}"), 9U);
  EXPECT_GE(size_written_out("(abcd){9}"), 36U);
  EXPECT_GE(size_written_out("(ab[)]cd){9}"), 45U);
  EXPECT_GE(size_written_out("(a|(b|c)){9}"), 27U);
}

TEST(PatternSize, OfABraceThatIsNoRepeatIsOne) {
  EXPECT_EQ(size_written_out("a{b}"), 4U);
  EXPECT_EQ(size_written_out("{"), 1U);
}

TEST(PatternSize, OfRepeatsOfRepeatsMultiplies) {
  EXPECT_GE(size_written_out("(a{30}){30}"), 900U);
  EXPECT_GE(size_written_out("a" + times(10, "+")), 1024U);
  EXPECT_EQ(size_written_out("a.*" + times(40, "+")), kEndless);
  EXPECT_EQ(size_written_out("((((a{255}){255}){255}){255})"), kEndless);
  EXPECT_EQ(size_written_out("a{99999999999999999999}"), kEndless);
  EXPECT_EQ(size_written_out(times(50, "(") + "a" + times(50, "+)")), kEndless);
}

TEST(PatternSize, OfABackReferenceIsEndless) {
  EXPECT_EQ(size_written_out("(a*)*\\1"), kEndless);
  EXPECT_LT(size_written_out("(a*)\\\\1"), 10U);
}

}  // namespace
}  // namespace pkgmap
