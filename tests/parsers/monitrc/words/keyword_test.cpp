#include "parsers/monitrc/words/keyword.hpp"

#include <gtest/gtest.h>

namespace pkgmap::monitrc {
namespace {

TEST(Keywords, CaseDoesNotMatter) {
  EXPECT_EQ(find_word("PIDFile").keyword, Keyword::pidfile);
  EXPECT_EQ(find_word("pidfile").keyword, Keyword::pidfile);
}

TEST(Keywords, AnOrdinaryWordIsNone) {
  EXPECT_EQ(find_word("nginx").keyword, Keyword::none);
  EXPECT_EQ(find_word("").keyword, Keyword::none);
  EXPECT_EQ(find_word(std::string(1000, 'a')).keyword, Keyword::none);
}

TEST(Keywords, EveryWordOfARowIsFound) {
  for (const char* word : {"second", "seconds", "s"}) {
    EXPECT_EQ(find_word(word).keyword, Keyword::second) << word;
  }
  for (const char* word : {">", "<", "=", "==", "gt", "older", "notequal"}) {
    EXPECT_EQ(find_word(word).keyword, Keyword::compare) << word;
  }
}

TEST(Keywords, WordsOfLaterVersionsAreNotReserved) {
  EXPECT_TRUE(find_word("size").is_reserved);
  EXPECT_FALSE(find_word("hardlink").is_reserved);
}

}  // namespace
}  // namespace pkgmap::monitrc
