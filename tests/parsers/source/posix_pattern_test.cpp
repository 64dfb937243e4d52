#include "parsers/source/posix_pattern.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(PosixPattern, IsFoundAnywhere) {
  const PosixPattern pattern("b(c|d)+");
  EXPECT_EQ(pattern.mistake(), "");
  EXPECT_EQ(pattern.find("abdc"), 1U);
  EXPECT_TRUE(pattern.fits("abdc"));
  EXPECT_FALSE(pattern.fits("abe"));
}

TEST(PosixPattern, ThatIsNoneFitsNothingAndSaysWhy) {
  const PosixPattern pattern("a[");
  EXPECT_FALSE(pattern.fits("a["));
  EXPECT_NE(pattern.mistake(), "");
}

// The C library would need gigabytes for the first two, and endless time for the third.
TEST(PosixPattern, ThatWouldTakeAllMemoryFitsNothing) {
  for (const char* text :
       {"a.*+++++++++++++++++++++++++++++b", "a{255}{255}{255}{255}", "(((a*)*)*)\\1\\2\\3$"}) {
    const PosixPattern pattern(text);
    EXPECT_FALSE(pattern.fits("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")) << text;
    EXPECT_EQ(pattern.mistake(), "") << text;
  }
}

}  // namespace
}  // namespace pkgmap
