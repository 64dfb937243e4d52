// The tree loses no byte of a text, and one literal can be rewritten.
#include "parsers/monitrc/words/tree.hpp"

#include <gtest/gtest.h>

#include "tests/parsers/monitrc/fixtures.hpp"
#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

Parsed parse_with_tree(const std::string& text) {
  ParseOptions options;
  options.keep_tree = true;
  return parse(text, options);
}

/// Returns "token 'check' | noise with | …", without blanks.
std::string shown_tree(const Parsed& parsed) {
  constexpr const char* kNames[] = {"token", "include", "noise", "comment", "blank"};
  std::string text;
  for (const Piece& piece : pieces_of(*parsed.tree, parsed.sources, 0)) {
    if (piece.kind == PieceKind::blank) continue;
    if (!text.empty()) text += " | ";
    text += kNames[static_cast<std::size_t>(piece.kind)];
    text += " " + std::string(parsed.sources.text(piece.span));
  }
  return text;
}

TEST(Tree, IsOnlyKeptWhenItIsAskedFor) {
  EXPECT_EQ(parse("check file a path /x\n").tree, nullptr);
}

TEST(Tree, EveryFilePrintsItsOwnBytes) {
  for (const Fixture& fixture : corpus()) {
    const Parsed parsed = parse_with_tree(fixture.bytes);
    EXPECT_EQ(printed(pieces_of(*parsed.tree, parsed.sources, 0), parsed.sources), fixture.bytes)
        << fixture.name;
  }
}

TEST(Tree, CommentsAndNoiseAreKept) {
  EXPECT_EQ(
      shown_tree(parse_with_tree("check file a with path /x # why\n  \\\n  if failed the uid 0 "
                                 "then alert include /etc/none")),
      "token check | token file | token a | noise with | token path | token /x | comment # why "
      "| noise \\ | token if | token failed | noise the | token uid | token 0 | token then | "
      "token alert | noise include | include /etc/none");
}

TEST(Tree, AStatementHasItsTokensAndItsCheck) {
  const Parsed parsed =
      parse_with_tree("set daemon 3\ncheck file a path /x\n  group g\ncheck file b path /y\n");
  const Tree& tree = *parsed.tree;
  ASSERT_EQ(tree.statements.size(), 4U);
  EXPECT_EQ(tree.statements[0].keyword, Keyword::set);
  EXPECT_FALSE(tree.statements[0].check);
  EXPECT_EQ(tree.statements[2].keyword, Keyword::group);
  EXPECT_EQ(tree.statements[2].check, 0U);
  EXPECT_EQ(tree.statements[3].check, 1U);
  EXPECT_EQ(parsed.sources.text(tree.tokens[tree.statements[2].last - 1].span), "g");
}

TEST(Tree, ALiteralIsRewrittenInPlace) {
  const Parsed parsed = parse_with_tree(
      "check file a path /x # keep\n  if failed checksum and expect the sum \"00\" then alert\n");
  const Span sum = parsed.control_file.checks[0].tests[0].expect_span;
  EXPECT_EQ(rewritten(parsed.sources, 0, {{sum, "\"11\""}}),
            "check file a path /x # keep\n  if failed checksum and expect the sum \"11\" then "
            "alert\n");
}

TEST(Tree, EditsThatOverlapAreRefused) {
  const Parsed parsed = parse_with_tree("check file a path /x\n");
  EXPECT_EQ(rewritten(parsed.sources, 0, {{{0, 0, 5}, "a"}, {{0, 3, 7}, "b"}}), std::nullopt);
  EXPECT_EQ(rewritten(parsed.sources, 0, {{{0, 0, 500}, "a"}}), std::nullopt);
}

TEST(Tree, EditsOfAnotherFileAreLeftOut) {
  const Parsed parsed = parse_with_tree("check file a path /x\n");
  EXPECT_EQ(rewritten(parsed.sources, 0, {{{7, 0, 5}, "a"}}), "check file a path /x\n");
}

}  // namespace
}  // namespace pkgmap::monitrc
