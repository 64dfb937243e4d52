// Texts that show whether they are complete.
#include "engine/journal/whole_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/exact_text.hpp"

namespace pkgmap {
namespace {

constexpr const char* kWhat = "the example";

Json example_object() {
  return Json::object().set("a", "one").set("checksum_of_old", "x");
}

std::string why_refused(const std::string& text) {
  const auto json = from_whole_text(text, kWhat);
  return json ? "" : json.error().message;
}

TEST(WholeText, IsReadAsItWasWritten) {
  const auto json = from_whole_text(whole_text(example_object()) + "\n\n", kWhat);
  ASSERT_TRUE(json.ok()) << json.error().message;
  EXPECT_EQ((*json)["a"].string_or(""), "one");
}

TEST(WholeText, WithAnotherByteIsRefused) {
  std::string text = whole_text(example_object());
  text.replace(text.find("one"), 3, "two");
  EXPECT_EQ(why_refused(text), "the example is damaged: its checksum does not fit");
}

TEST(WholeText, ThatIsNoObjectIsRefused) {
  EXPECT_THAT(why_refused("[1, 2]"), testing::StartsWith("the example is damaged"));
  EXPECT_THAT(why_refused("{\"a\": "), testing::StartsWith("the example is damaged: "));
  EXPECT_THAT(why_refused(""), testing::StartsWith("the example is damaged"));
}

// Version 0.1 wrote none.
TEST(WholeText, WithoutAChecksumIsTaken) {
  EXPECT_EQ(why_refused("{\"a\": 1}"), "");
  EXPECT_EQ(why_refused("{\"a\": 1, \"checksum\": \"\"}"), "");
  EXPECT_EQ(why_refused("{\"a\": 1, \"\\u0063hecksum\": \"x\"}"), "");
}

TEST(WholeText, IsComparedWithoutItsChecksum) {
  const std::string text = whole_text(example_object());
  EXPECT_TRUE(seems_text_of(text, example_object()));
  EXPECT_FALSE(seems_text_of(text, example_object().set("b", 2)));
  EXPECT_FALSE(seems_text_of(text.substr(0, text.size() - 3), example_object()));
}

TEST(ExactText, OfAnythingElseIsEmpty) {
  EXPECT_EQ(exact_text(Json(7)), "");
  EXPECT_EQ(exact_text(Json::object()), "");
  EXPECT_EQ(exact_text(Json::object().set("hex", "no digits")), "");
  EXPECT_EQ(exact_text(exact("caf\xE9")), "caf\xE9");
}

}  // namespace
}  // namespace pkgmap
