#include "parsers/source/source_text.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

struct SourceTextRow {
  const char* name;
  const char* text;
  std::uint32_t offset;
  std::size_t line;
  std::size_t column;
  const char* line_text;
};

constexpr SourceTextRow kSourceTextRows[] = {
    {"TheFirstByte", "ab\ncd\n", 0, 1, 1, "ab"},
    {"ALineEndBelongsToItsLine", "ab\ncd\n", 2, 1, 3, "ab"},
    {"TheSecondLine", "ab\ncd\n", 4, 2, 2, "cd"},
    {"BehindTheLastNewline", "ab\ncd\n", 6, 3, 1, ""},
    {"WithoutAFinalNewline", "ab\ncd", 5, 2, 3, "cd"},
    {"BeyondTheEnd", "ab\ncd", 99, 2, 3, "cd"},
    {"AnEmptyText", "", 0, 1, 1, ""},
    {"ATabIsOneColumn", "\tab", 1, 1, 2, "\tab"},
    {"CarriageReturnIsNoPartOfTheLine", "ab\r\ncd\r\n", 4, 2, 1, "cd"},
    {"AColumnCountsBytes", "\xC3\xA4x", 2, 1, 3, "\xC3\xA4x"},
};

class PlaceInAText : public testing::TestWithParam<SourceTextRow> {};

TEST_P(PlaceInAText, IsCountedFromOne) {
  const SourceTextRow& row = GetParam();
  Sources sources;
  const std::uint32_t source = sources.add("f", row.text);
  EXPECT_EQ(sources.position(source, row.offset).line, row.line);
  EXPECT_EQ(sources.position(source, row.offset).column, row.column);
  EXPECT_EQ(sources.line_at(source, row.offset), row.line_text);
}

INSTANTIATE_TEST_SUITE_P(Sources, PlaceInAText, testing::ValuesIn(kSourceTextRows),
                         [](const auto& row) { return row.param.name; });

TEST(Sources, TextsStayWhereTheyAreWhenOthersAreAdded) {
  Sources sources;
  const std::string_view first = sources.bytes(sources.add("a", "first"));
  for (int i = 0; i < 1000; ++i) sources.add("b", "other");
  EXPECT_EQ(first, "first");
  EXPECT_EQ(first.data(), sources.bytes(0).data());
}

TEST(Sources, ASpanBeyondTheTextIsCut) {
  Sources sources;
  sources.add("a", "abc");
  EXPECT_EQ(sources.text({0, 1, 2}), "b");
  EXPECT_EQ(sources.text({0, 2, 99}), "c");
  EXPECT_EQ(sources.text({0, 50, 99}), "");
  EXPECT_EQ(sources.text({7, 0, 1}), "");
}

}  // namespace
}  // namespace pkgmap
