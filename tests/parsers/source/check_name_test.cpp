#include "parsers/source/check_name.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

const CheckName kSmall = "web_ä";
const CheckName kGreat = "WEB_ä";
const CheckName kOther = "wex_ä";

TEST(CheckName, IsEqualIgnoringTheCaseOfAsciiLetters) {
  EXPECT_TRUE(kSmall == kGreat);
  EXPECT_FALSE(kSmall != kGreat);
  EXPECT_FALSE(kSmall == kOther);
  EXPECT_FALSE(kSmall == CheckName("web_Ä"));
  EXPECT_FALSE(kSmall == CheckName("web_ä "));
}

TEST(CheckName, IsComparedWithATextInTheSameWay) {
  const std::string text = kGreat;
  const std::string_view view = text;
  EXPECT_TRUE(kSmall == text && text == kSmall);
  EXPECT_TRUE(kSmall == view && view == kSmall);
  EXPECT_FALSE(kOther == text || kOther != kOther.text());
}

TEST(CheckName, KeepsItsSpellingForPeople) {
  EXPECT_EQ("check " + kGreat, "check WEB_ä");
  EXPECT_FALSE(kGreat.text() == kSmall.text());
  EXPECT_FALSE(kGreat == "web_ä");
}

TEST(CheckName, IsOneKeyInEverySpelling) {
  EXPECT_FALSE(kSmall < kGreat || kGreat < kSmall);
  EXPECT_TRUE(kGreat < kOther && kSmall < kOther);
  EXPECT_EQ((std::set<CheckName>{kSmall, kGreat, kOther}).size(), 2U);
  const std::map<std::string, int, LessByName> numbers = {{kGreat, 1}, {kOther, 2}};
  EXPECT_EQ(numbers.at(kSmall), 1);
  EXPECT_TRUE(numbers.contains(std::string_view("Web_ä")));
}

TEST(CheckName, IsFoundInAList) {
  const CheckNames names = {"db", "WEB_ä"};
  EXPECT_TRUE(names_check(names, kSmall));
  EXPECT_FALSE(names_check(names, kOther));
  EXPECT_FALSE(names_check({}, kSmall));
  EXPECT_NE(std::find(names.begin(), names.end(), kSmall), names.end());
}

}  // namespace
}  // namespace pkgmap
