// The JSON value: order, replacement of bad bytes, bounds.
#include "parsers/json/json.hpp"

#include <gtest/gtest.h>

#include "parsers/json/long_list.hpp"

namespace pkgmap {
namespace {

TEST(Json, KeepsTheOrderOfMembers) {
  const Json value = Json::object().set("z", 1).set("a", Json::array().push("x").push(nullptr));
  EXPECT_EQ(value.dump(-1), R"({"z":1,"a":["x",null]})");
}

TEST(Json, ReplacesAMemberThatIsSetAgain) {
  EXPECT_EQ(Json::object().set("a", 1).set("a", true).dump(-1), R"({"a":true})");
}

TEST(Json, WritesBytesThatAreNotUtf8AsReplacementCharacters) {
  EXPECT_EQ(Json("a\xff"
                 "b")
                .dump(-1),
            "\"a\xEF\xBF\xBD"
            "b\"");
}

TEST(Json, ReadsBackWhatItWrote) {
  const Json value =
      Json::object().set("n", -7).set("d", 1.5).set("s", "ü\n").set("o", Json::object());
  const auto again = Json::parse(value.dump());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->dump(), value.dump());
}

TEST(Json, AnswersNullForWhatIsNotThere) {
  EXPECT_TRUE(Json::parse("{}").value()["a"]["b"].is_null());
  EXPECT_FALSE(Json("text").integer());
}

TEST(Json, RefusesTextThatIsNotJsonAndSaysWhere) {
  std::string error;
  EXPECT_FALSE(Json::parse("{\"a\":}", &error));
  EXPECT_NE(error.find("line 1, column 6"), std::string::npos) << error;
}

TEST(Json, RefusesDeepNestingInsteadOfRecursingWithoutEnd) {
  std::string error;
  EXPECT_FALSE(Json::parse(std::string(100'000, '['), &error));
  EXPECT_EQ(error, "nested more than 64 levels deep");
}

TEST(Json, ReadsTheLastValueOfAKeyInItsFirstPlace) {
  EXPECT_EQ(Json::parse(R"({"a":1,"b":{"x":1,"x":[]},"a":2,"c":3})")->dump(-1),
            R"({"a":2,"b":{"x":[]},"c":3})");
}

// One search of all members for each of them would take an hour.
TEST(Json, ReadsAnObjectWithAMillionMembers) {
  std::string text = "{";
  for (int i = 0; i < 1'000'000; ++i) text += "\"key" + std::to_string(i) + "\":0,";
  EXPECT_EQ(Json::parse(text + "\"key0\":1}")->members().size(), 1'000'000);
}

TEST(Json, IsWrittenOnOneLineOrWithIndents) {
  const Json json = Json::object()
                        .set("a", Json::array().push(1).push(Json::object()).push(Json::array()))
                        .set("", Json());
  EXPECT_EQ(json.dump(-1), R"({"a":[1,{},[]],"":null})");
  EXPECT_EQ(json.dump(1), "{\n \"a\": [\n  1,\n  {},\n  []\n ],\n \"\": null\n}");
}

TEST(Json, IsReadAsItWasWritten) {
  for (const char* text :
       {"null", "true", "false", "-1", "9223372036854775807", "1.5", "2.0", "0.1", "1e+300",
        R"("")", R"("\u0001\b\t\n\f\r\u001f\"\\/é名😀")", R"([[],{},{"a":[1,null]}])"}) {
    const auto json = Json::parse(text);
    ASSERT_TRUE(json) << text;
    EXPECT_EQ(json->dump(-1), text);
  }
}

std::string dumped_with(const Json& object, const LongList& list, int indent = 2) {
  std::string text;
  dump_with(
      object, list, [&](const std::string& piece) { text += piece; }, indent);
  return text;
}

TEST(Json, WritesALongListAsIfItWereAMember) {
  constexpr std::size_t kMany = 10000;  // Several pieces.
  const auto element = [](std::size_t number) {
    return Json::object().set("checks", "no list").set("number", static_cast<int>(number));
  };
  Json whole = Json::object().set("before", 1).set("checks", Json::array()).set("after", nullptr);
  const Json without = whole;
  for (const int indent : {-1, 2}) {
    EXPECT_EQ(dumped_with(without, {"checks", 0, element}, indent), without.dump(indent));
  }
  Json checks = Json::array();
  for (std::size_t number = 0; number < kMany; ++number) checks.push(element(number));
  whole.set("checks", std::move(checks));
  for (const int indent : {-1, 2}) {
    EXPECT_EQ(dumped_with(without, {"checks", kMany, element}, indent), whole.dump(indent));
  }
  EXPECT_EQ(dumped_with(without, {"other", kMany, element}), without.dump());
}

}  // namespace
}  // namespace pkgmap
