#include "rules/policy/duration.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

TEST(Duration, IsANumberWithAUnit) {
  EXPECT_EQ(parse_duration("20s"), std::chrono::seconds(20));
  EXPECT_EQ(parse_duration("0s"), std::chrono::seconds(0));
  EXPECT_EQ(parse_duration("30m"), std::chrono::minutes(30));
  EXPECT_EQ(parse_duration("2h"), std::chrono::hours(2));
  EXPECT_EQ(parse_duration("30d"), std::chrono::hours(24 * 30));
}

TEST(Duration, IsNothingElse) {
  for (const char* text : {"", "s", "20", "20 s", "-1s", "+1s", " 1s", "1.5h", "2w", "2H", "31d",
                           "99999999999999999999s", "9223372036854775807d", "1hs", ":1s", "as"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Duration, IsWrittenInTheLargestUnitThatLosesNothing) {
  EXPECT_EQ(duration_text(std::chrono::seconds(0)), "0s");
  EXPECT_EQ(duration_text(std::chrono::seconds(90)), "90s");
  EXPECT_EQ(duration_text(std::chrono::seconds(1800)), "30m");
  EXPECT_EQ(duration_text(std::chrono::hours(2)), "2h");
  EXPECT_EQ(duration_text(std::chrono::hours(48)), "2d");
}

}  // namespace
}  // namespace pkgmap::rules
