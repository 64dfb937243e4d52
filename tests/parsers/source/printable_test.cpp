#include "parsers/source/printable.hpp"

#include <gtest/gtest.h>

#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

struct PrintableRow {
  const char* name;
  std::string text;
  std::string shown;
};

class Printable : public ::testing::TestWithParam<PrintableRow> {};

TEST_P(Printable, CarriesNothingThatATerminalObeys) {
  EXPECT_EQ(printable(GetParam().text), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Printable,
    ::testing::Values(
        PrintableRow{"Plain", "mysqld", "mysqld"}, PrintableRow{"Empty", "", ""},
        PrintableRow{"Utf8", "größe 名前 😀", "größe 名前 😀"},
        PrintableRow{"EscapeSequence", "a\x1b[31mb", "a?[31mb"},
        PrintableRow{"Title", "\x1b]0;x\x07", "?]0;x?"}, PrintableRow{"Newline", "a\nb\r", "a?b?"},
        PrintableRow{"Tab", "a\tb", "a?b"}, PrintableRow{"Nul", std::string("a\0b", 3), "a?b"},
        PrintableRow{"Delete", "a\x7f", "a?"},
        PrintableRow{"C1",
                     "a\xc2\x9b"
                     "31m",
                     "a?31m"},
        PrintableRow{"RawC1",
                     "a\x9b"
                     "31m",
                     "a?31m"},
        PrintableRow{"LineSeparator",
                     "a\xe2\x80\xa8"
                     "b",
                     "a?b"},
        PrintableRow{"Override",
                     "a\xe2\x80\xae"
                     "b\xe2\x80\xac",
                     "a?b?"},
        PrintableRow{"Isolate", "\xe2\x81\xa6x\xe2\x81\xa9", "?x?"},
        PrintableRow{"Mark", "\xe2\x80\x8f\xd8\x9c", "??"}, PrintableRow{"Hebrew", "שלום", "שלום"},
        PrintableRow{"Latin1",
                     "gr\xf6\xdf"
                     "e",
                     "gr??e"},
        PrintableRow{"Cut", "a\xe5\x90", "a??"}, PrintableRow{"Overlong", "\xc0\x9b", "??"},
        PrintableRow{"Surrogate", "\xed\xa0\x80", "???"},
        PrintableRow{"TooLarge", "\xf4\x90\x80\x80", "????"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(PrintableLines, KeepsNewlinesAndTabs) {
  EXPECT_EQ(printable_lines("a\n\tb\x1b\r\n"), "a\n\tb??\n");
}

TEST(Utf8, IsWhatTheStandardAllows) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("a\x1b\xc2\x9b名"));
  EXPECT_FALSE(is_utf8("\xc3"));
  EXPECT_FALSE(is_utf8("\xc3("));
  EXPECT_FALSE(is_utf8("\x80"));
}

TEST(Columns, AreWhatATerminalNeeds) {
  EXPECT_EQ(columns(""), 0U);
  EXPECT_EQ(columns("mysqld"), 6U);
  EXPECT_EQ(columns("größe"), 5U);
  EXPECT_EQ(columns("名前"), 4U);
  EXPECT_EQ(columns("e\xcc\x81"), 1U);
  EXPECT_EQ(columns("😀"), 2U);
}

TEST(JsonBytes, HaveTheirExactBytesBesideThemWhenTheyAreNotUtf8) {
  EXPECT_EQ(Json::object().set_bytes("name", "größe").dump(-1), R"({"name":"größe"})");
  EXPECT_EQ(Json::object().set_bytes("name", "a\xff").dump(-1),
            R"({"name":"a�","name_hex":"61ff"})");
}

}  // namespace
}  // namespace pkgmap
