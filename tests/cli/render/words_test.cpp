#include "cli/render/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

TEST(Words, CountOneAndMany) {
  EXPECT_EQ(counted(0, "check"), "0 checks");
  EXPECT_EQ(counted(1, "check"), "1 check");
  EXPECT_EQ(counted(2, "check"), "2 checks");
}

TEST(Words, ListsNamesUpToABound) {
  EXPECT_EQ(listed(CheckNames{}), "");
  EXPECT_EQ(listed(CheckNames{"a"}), "a");
  EXPECT_EQ(listed(CheckNames{"a", "b", "c"}, 2), "a, b, c");
  EXPECT_EQ(listed(CheckNames{"a", "b", "c", "d"}, 2), "a, b and 2 more");
  EXPECT_EQ(listed(CheckNames{"a\nb", "c\x1b"}), "a?b, c?");
}

TEST(Words, PadsByColumns) {
  EXPECT_EQ(padded("ab", 4), "ab  ");
  EXPECT_EQ(padded("abcd", 4), "abcd");
  EXPECT_EQ(padded("abcde", 4), "abcde");
  EXPECT_EQ(padded("名", 4), "名  ");
  EXPECT_EQ(padded("ö\n", 4), "ö?  ");
}

TEST(Words, BreaksLinesBetweenWords) {
  EXPECT_EQ(wrapped_text(""), "");
  EXPECT_EQ(wrapped_text("short text"), "short text");
  const std::string word(39, 'w');
  EXPECT_EQ(wrapped_text(word + " " + word + "w"), word + " " + word + "w");
  EXPECT_EQ(wrapped_text(word + " " + word + "ww"), word + "\n" + word + "ww");
  EXPECT_EQ(wrapped_text(word + " " + word, 2), word + "\n  " + word);
}

TEST(Words, BreaksNoWord) {
  const std::string word(200, 'w');
  EXPECT_EQ(wrapped_text("a " + word + " b", 4), "a\n    " + word + "\n    b");
  EXPECT_EQ(wrapped_text(word, 4), word);
}

TEST(Words, CountsColumnsNotBytesWhenItBreaksLines) {
  std::string text = "ö";
  for (int i = 0; i < 39; ++i) text += " ö";
  EXPECT_EQ(wrapped_text(text), text);
  EXPECT_EQ(wrapped_text(text + " öö"), text + "\nöö");
}

TEST(Words, SayDurations) {
  EXPECT_EQ(duration(0), "0 s");
  EXPECT_EQ(duration(59), "59 s");
  EXPECT_EQ(duration(60), "1 min 00 s");
  EXPECT_EQ(duration(200), "3 min 20 s");
}

TEST(Words, SayTimesInUtc) {
  EXPECT_EQ(timestamp(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(timestamp(1700000000), "2023-11-14T22:13:20Z");
  EXPECT_EQ(seconds_of_timestamp("2023-11-14T22:13:20Z"), 1700000000);
  for (const char* text : {"", "2023-11-14", "2023-11-14T22:13:20Zx", "yesterday"}) {
    EXPECT_EQ(seconds_of_timestamp(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace pkgmap::cli
