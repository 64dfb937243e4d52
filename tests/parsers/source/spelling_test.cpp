#include "parsers/source/spelling.hpp"

#include <array>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

constexpr std::array<std::string_view, 4> kWords = {"process", "file", "filesystem", "fifo"};

TEST(Spelling, AMissingLetterIsNear) {
  EXPECT_EQ(nearest_word("proces", kWords), "process");
}

TEST(Spelling, SwappedLettersAreNear) {
  EXPECT_EQ(nearest_word("porcess", kWords), "process");
}

TEST(Spelling, CaseDoesNotMatter) {
  EXPECT_EQ(nearest_word("FILESYSTEMS", kWords), "filesystem");
}

TEST(Spelling, ThreeEditsAreTooMany) {
  EXPECT_EQ(nearest_word("prxxxss", kWords), "");
}

TEST(Spelling, AShortWordMustBeNearer) {
  EXPECT_EQ(nearest_word("fxy", kWords), "");
}

TEST(Spelling, AVeryLongWordIsNearToNothing) {
  EXPECT_EQ(nearest_word(std::string(100'000, 'f'), kWords), "");
}

}  // namespace
}  // namespace pkgmap
