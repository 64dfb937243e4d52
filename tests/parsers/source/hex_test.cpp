#include "parsers/source/hex.hpp"

#include <string>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using namespace std::string_literals;

TEST(Hex, HasTwoLowerCaseDigitsForEachByte) {
  EXPECT_EQ(hex(""), "");
  EXPECT_EQ(hex("\0\x0f\x7f\xa0\xff"s), "000f7fa0ff");
}

TEST(Hex, IsReadBack) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  EXPECT_EQ(bytes_of_hex(hex(bytes)), bytes);
  EXPECT_EQ(bytes_of_hex(""), "");
}

TEST(Hex, NothingElseIsRead) {
  for (const char* text : {"0", "000", "0g", "AF", "0x", " 0", "-1"}) {
    EXPECT_EQ(bytes_of_hex(text), std::nullopt) << text;
  }
}

TEST(Hex, KnowsItsDigits) {
  EXPECT_TRUE(is_hex(""));
  EXPECT_TRUE(is_hex("0123456789abcdef"));
  for (const char* text : {"A", "g", "0x1", "1 "}) EXPECT_FALSE(is_hex(text)) << text;
}

TEST(Hex, ADigitOfEitherCaseHasAValue) {
  EXPECT_EQ(hex_digit('9'), 9);
  EXPECT_EQ(hex_digit('a'), 10);
  EXPECT_EQ(hex_digit('F'), 15);
  for (const char c : {'g', 'G', '/', ':', '@', '`', ' '}) EXPECT_EQ(hex_digit(c), -1) << c;
}

}  // namespace
}  // namespace pkgmap
