#include "parsers/monitrc/words/quoting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct EscapeRow {
  const char* name;
  const char* text;
  std::string value;
};

const EscapeRow kEscapes[] = {
    {"Newline", R"(a\nb)", "a\nb"},
    {"Tab", R"(a\tb)", "a\tb"},
    {"CarriageReturn", R"(a\rb)", "a\rb"},
    {"Blank", R"(a\ b)", "a b"},
    {"Backslash", R"(a\\nb)", R"(a\nb)"},
    {"Byte", R"(a\0x41b)", "aAb"},
    {"ZeroByteStays", R"(a\0x00b)", R"(a\0x00b)"},
    {"UnfinishedByteStays", R"(a\0x4)", R"(a\0x4)"},
    {"AnyOtherStays", R"(a\.\d\"b)", R"(a\.\d\"b)"},
    {"QuotesAtTheEndsAreCut", R"( 'a' " )", "a"},
    {"ABackslashAtTheEndStays", R"(a\)", R"(a\)"},
    {"BlanksAtTheEndsAreCut", " \t a b \n", "a b"},
    {"AnEscapedBlankAtTheEndIsNot", R"(a\tb\t )", "a\tb\t"},
    {"Nothing", "", ""},
    {"OnlyBlanks", "   ", ""},
};

class Unescaped : public testing::TestWithParam<EscapeRow> {};

TEST_P(Unescaped, IsWhatMonitHolds) {
  EXPECT_EQ(unescape(GetParam().text), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(Quoting, Unescaped, testing::ValuesIn(kEscapes),
                         [](const auto& row) { return row.param.name; });

TEST(SplitCommand, BlanksAndNewlinesSeparate) {
  EXPECT_THAT(split_command("  /bin/x\ta\n  b "), ElementsAre("/bin/x", "a", "b"));
}

TEST(SplitCommand, SingleQuotesGroup) {
  EXPECT_THAT(split_command("/bin/sh -c 'a b' c"), ElementsAre("/bin/sh", "-c", "a b", "c"));
}

TEST(SplitCommand, EscapesCountInGroupsOnly) {
  EXPECT_THAT(split_command(R"(x a\tb 'a\tb')"), ElementsAre("x", R"(a\tb)", "a\tb"));
}

TEST(SplitCommand, ADoubleQuoteInAGroupIsALetter) {
  EXPECT_THAT(split_command(R"(x 'a "b" c')"), ElementsAre("x", R"(a "b" c)"));
}

TEST(SplitCommand, AGroupThatAWordOutgrowsIsNone) {
  EXPECT_THAT(split_command("x 'it's y"), ElementsAre("x", "'it's", "y"));
}

TEST(SplitCommand, AGroupEndsAnArgument) {
  EXPECT_THAT(split_command("x 'a b'c d'e f'"), ElementsAre("x", "a b", "c", "d'e", "f'"));
}

TEST(SplitCommand, AnOpenGroupIsAWord) {
  EXPECT_THAT(split_command("x 'a b"), ElementsAre("x", "'a", "b"));
}

TEST(SplitCommand, AnEmptyGroupIsAnArgument) {
  EXPECT_THAT(split_command("x '' y"), ElementsAre("x", "", "y"));
}

TEST(SplitCommand, NothingHasNoArguments) {
  EXPECT_THAT(split_command(""), IsEmpty());
  EXPECT_THAT(split_command(" \n"), IsEmpty());
}

TEST(FindCommandEnd, ABackslashProtectsNothing) {
  const std::string text = R"(/bin/sh -c \"a\" b")";
  EXPECT_EQ(find_command_end(text, 0), text.find('"'));
}

TEST(FindCommandEnd, AGroupHidesADoubleQuote) {
  const std::string text = R"(/bin/sh -c 'a "b"' c" d)";
  EXPECT_EQ(find_command_end(text, 0), text.find("\" d"));
}

TEST(FindCommandEnd, NowhereWhenNoneCloses) {
  EXPECT_EQ(find_command_end("/bin/x", 0), std::string::npos);
}

}  // namespace
}  // namespace pkgmap::monitrc
