// YAML as values with their places: what is accepted, where it stands, and what is refused.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/yaml/value.hpp"

namespace pkgmap::yaml {
namespace {

struct Text {
  explicit Text(std::string bytes) {
    const std::uint32_t source = sources.add("p.yaml", std::move(bytes));
    value = parse(sources, source, diagnostics);
  }

  std::string said() const {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic, sources);
    return text;
  }

  std::string where(Span span) const {
    const Position position = sources.position(span);
    return std::to_string(position.line) + ":" + std::to_string(position.column) + " " +
           std::string(sources.text(span));
  }

  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Value value;
};

TEST(Yaml, EveryValueKnowsWhereItStands) {
  const Text text("# eins\nänderung: \"a\\tb\"\nlist:\n  - plain word  # why\n  - 'it''s'\n");
  ASSERT_EQ(text.said(), "");
  ASSERT_EQ(text.value.members.size(), 2U);
  EXPECT_EQ(text.where(text.value.members[0].key_span), "2:1 änderung");
  EXPECT_EQ(text.value.members[0].value.scalar, "a\tb");
  EXPECT_EQ(text.where(text.value.members[0].value.span), "2:12 \"a\\tb\"");
  const Value* list = text.value.find("list");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 2U);
  EXPECT_EQ(text.where(list->items[0].span), "4:5 plain word");
  EXPECT_EQ(list->items[1].scalar, "it's");
  EXPECT_EQ(text.where(list->items[1].span), "5:5 'it''s'");
}

TEST(Yaml, LinesThatEndAsOnWindowsAndAByteOrderMarkMoveNoPlace) {
  const Text text(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n");
  ASSERT_EQ(text.said(), "");
  ASSERT_EQ(text.value.members.size(), 2U);
  EXPECT_EQ(text.sources.text(text.value.members[1].value.span), "2");
  EXPECT_EQ(text.sources.position(text.value.members[1].key_span).line, 2U);
}

TEST(Yaml, ATextOfCommentsAloneIsNothing) {
  for (const char* bytes : {"", "\n\n", "# a\n# b\n", "---\n"}) {
    const Text text(bytes);
    EXPECT_EQ(text.said(), "") << bytes;
    EXPECT_EQ(text.value.kind, Kind::null) << bytes;
  }
}

struct Refused {
  const char* name;
  const char* text;
  const char* message;
};

constexpr Refused kRefused[] = {
    {"DuplicateKeys", "wait: 1s\nlease: 2h\nwait: 2s\n",
     "p.yaml:3:1: error: duplicate key 'wait'\n"
     "wait: 2s\n"
     "^~~~\n"
     "  hint: the first one is in line 1\n"},
    {"DuplicateKeysInside", "a:\n  - {b: 1, b: 2}\n",
     "p.yaml:2:12: error: duplicate key 'b'\n"
     "  - {b: 1, b: 2}\n"
     "           ^\n"
     "  hint: the first one is in line 2\n"},
    {"Anchors", "a: &x [1, 2]\nb: 3\n",
     "p.yaml:1:4: error: an anchor is not accepted here\n"
     "a: &x [1, 2]\n"
     "   ^\n"
     "  hint: write the value itself\n"},
    {"Tags", "a: !!binary aGVsbG8=\n",
     "p.yaml:1:4: error: a tag is not accepted here\n"
     "a: !!binary aGVsbG8=\n"
     "   ^\n"},
    {"KeysThatAreNoWords", "? [a, b]\n: 1\n",
     "p.yaml:1:3: error: a key must be a word\n"
     "? [a, b]\n"
     "  ^\n"},
    {"ASecondDocument", "a: 1\n---\nb: 2\n",
     "p.yaml:3:1: error: the file has a second document; only one is accepted\n"
     "b: 2\n"
     "^\n"},
    {"ABracketThatIsNotClosed", "a: [1, 2\n",
     "p.yaml:2:1: error: the file is not YAML: end of sequence flow not found\n"
     "\n"
     "^\n"},
    {"Tabs", "a:\n\tb: 1\n",
     "p.yaml:2:3: error: the file is not YAML: illegal map value\n"
     "\tb: 1\n"
     "\t ^\n"
     "  hint: indent with blanks, not with tabs\n"},
    {"OtherEncodings", "a: \xFC\n",
     "p.yaml:1:1: error: the file is not UTF-8\n"
     "a: ?\n"
     "^\n"},
};

// yaml-cpp 0.8 adds the name of the anchor.
TEST(Yaml, AnAliasOfNothingIsRefusedAtItsPlace) {
  const Text text("a: *x\n");
  EXPECT_THAT(text.said(), testing::MatchesRegex(
                               "p.yaml:1:4: error: the file is not YAML: the referenced anchor "
                               "is not defined(: x)?\na: \\*x\n   \\^\n"));
  EXPECT_EQ(text.value.kind, Kind::null);
}

TEST(Yaml, WhatIsRefusedIsShownAtItsPlace) {
  for (const Refused& row : kRefused) {
    SCOPED_TRACE(row.name);
    const Text text(row.text);
    EXPECT_EQ(text.said(), row.message);
    EXPECT_EQ(text.value.kind, Kind::null);
  }
}

TEST(Yaml, ANulByteIsRefused) {
  EXPECT_EQ(Text(std::string("a: 1\0b", 6)).diagnostics.size(), 1U);
}

TEST(Yaml, DepthIsBounded) {
  EXPECT_EQ(Text(std::string(16, '[') + std::string(16, ']')).said(), "");
  for (const std::size_t depth : {std::size_t{17}, std::size_t{100'000}}) {
    const Text text(std::string(depth, '['));
    EXPECT_NE(text.said().find("this is nested more than 16 levels deep"), std::string::npos);
  }
}

TEST(Yaml, SizeIsBounded) {
  EXPECT_EQ(Text("a: " + std::string(kBiggest - 3, 'x')).said(), "");
  EXPECT_NE(Text("a: " + std::string(kBiggest, 'x')).said().find("larger than 256 KiB"),
            std::string::npos);
}

TEST(Yaml, KeysOfAMappingAreBounded) {
  std::string bytes;
  for (int i = 0; i < 101; ++i) bytes += "k" + std::to_string(i) + ": 1\n";
  EXPECT_NE(Text(bytes).said().find("more than 100 keys"), std::string::npos);
}

// The "billion laughs": anchors that double with every line.
TEST(Yaml, ASmallTextCannotBecomeABigValue) {
  std::string bytes = "a: &a [x, x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    const std::string before = std::string("*") + static_cast<char>(name - 1);
    bytes += std::string(1, name) + ": &" + name + " [" + before + ", " + before + "]\n";
  }
  EXPECT_EQ(Text(bytes).diagnostics.size(), 1U);
}

// A text that is cut off or altered gives an answer or a diagnostic, never a crash.
TEST(Yaml, DamagedTextsAreAnswered) {
  const std::string whole =
      "version: 1\ndefaults: {wait: 20s}\nrules:\n- name: \"a\\x41\"\n  checks: ['.*', >-\n x\n]\n";
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    Text text(whole.substr(0, cut));
    for (const char odd : {'\'', '"', '{', ':', '&', '%', '\t', '\n', '|'}) {
      std::string altered = whole;
      altered.insert(cut, 1, odd);
      const Text answer(altered);
      EXPECT_TRUE(answer.diagnostics.empty() || answer.value.kind == Kind::null);
    }
  }
}

}  // namespace
}  // namespace pkgmap::yaml
