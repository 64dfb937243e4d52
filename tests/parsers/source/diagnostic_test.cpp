// Diagnostics as people read them. The whole text is compared, so that a change of wording, column
// or caret shows up here. To add a case, append a row.
#include "parsers/source/diagnostic.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

struct DiagnosticRow {
  const char* name;
  const char* text;
  std::uint32_t begin;
  std::uint32_t end;
  const char* rendered;
};

constexpr DiagnosticRow kDiagnosticRows[] = {
    {"ASpanIsUnderlined", "check proces x\n", 6, 12,
     "f:1:7: error: wrong\n"
     "check proces x\n"
     "      ^~~~~~\n"},
    {"OneByteHasACaretOnly", "a { b\n", 2, 3,
     "f:1:3: error: wrong\n"
     "a { b\n"
     "  ^\n"},
    {"TabsAreCopied", "\tstart\tx\n", 7, 8,
     "f:1:8: error: wrong\n"
     "\tstart\tx\n"
     "\t     \t^\n"},
    {"AnEmptySpanMarksAPlace", "check process\n", 13, 13,
     "f:1:14: error: wrong\n"
     "check process\n"
     "             ^\n"},
    {"ASpanOverLinesIsCutToTheFirst", "start \"a\nb\" c\n", 6, 11,
     "f:1:7: error: wrong\n"
     "start \"a\n"
     "      ^~\n"},
    {"TheEndOfTheFile", "ab\n", 3, 3,
     "f:2:1: error: wrong\n"
     "\n"
     "^\n"},
    {"BeyondTheEndOfTheFile", "ab", 70, 90,
     "f:1:3: error: wrong\n"
     "ab\n"
     "  ^\n"},
    {"AnEmptyFile", "", 0, 0,
     "f:1:1: error: wrong\n"
     "\n"
     "^\n"},
    {"CarriageReturnIsNotShown", "ab cd\r\n", 3, 5,
     "f:1:4: error: wrong\n"
     "ab cd\n"
     "   ^~\n"},
    {"ACharacterOfSeveralBytesIsOneWide", "\xC3\xA4 xy", 3, 5,
     "f:1:4: error: wrong\n"
     "\xC3\xA4 xy\n"
     "  ^~\n"},
    {"ControlBytesDoNotReachTheTerminal", "a\x1B[2Jb c", 7, 8,
     "f:1:8: error: wrong\n"
     "a?[2Jb c\n"
     "       ^\n"},
    {"BytesThatAreNoCharacterAreNotShown", "a\xFF\x80\xC2\x9Bz c", 7, 8,
     "f:1:8: error: wrong\n"
     "a????z c\n"
     "       ^\n"},
    {"ASpanInsideACharacter", "a\xC3\xA4 b", 2, 3,
     "f:1:3: error: wrong\n"
     "a\xC3\xA4 b\n"
     " ^\n"},
    {"APasswordIsMasked", "allow admin:geheim\n", 0, 5,
     "f:1:1: error: wrong\n"
     "allow ***\n"
     "^~~~~\n"},
    {"ACaretBehindAMaskedValueMovesWithIt", "set mailserver a password \"geheim\" usin tls\n", 35,
     39,
     "f:1:36: error: wrong\n"
     "set mailserver a password *** usin tls\n"
     "                              ^~~~\n"},
    {"ACaretInAMaskedValueStandsUnderTheMask", "set httpd port 1 allow a:b zz\n", 25, 26,
     "f:1:26: error: wrong\n"
     "set httpd port 1 allow ***\n"
     "                       ^~~\n"},
};

class Rendered : public testing::TestWithParam<DiagnosticRow> {};

TEST_P(Rendered, HasTheLineAndACaret) {
  Sources sources;
  sources.add("f", GetParam().text);
  Diagnostic diagnostic;
  diagnostic.span = Span{0, GetParam().begin, GetParam().end};
  diagnostic.message = "wrong";
  EXPECT_EQ(render(diagnostic, sources), GetParam().rendered);
}

INSTANTIATE_TEST_SUITE_P(Diagnostic, Rendered, testing::ValuesIn(kDiagnosticRows),
                         [](const auto& row) { return row.param.name; });

TEST(Diagnostic, AHintStandsBelow) {
  Sources sources;
  sources.add("/etc/monitrc", "chek x\n");
  const Diagnostic diagnostic{Severity::warning, Span{0, 0, 4}, {}, "odd", "did you mean 'check'?"};
  EXPECT_EQ(render(diagnostic, sources),
            "/etc/monitrc:1:1: warning: odd\n"
            "chek x\n"
            "^~~~\n"
            "  hint: did you mean 'check'?\n");
}

TEST(Diagnostic, WithoutASpanTheFileIsNamed) {
  const Diagnostic diagnostic{Severity::error, std::nullopt, "/etc/monitrc", "is a directory", {}};
  EXPECT_EQ(render(diagnostic, Sources()), "/etc/monitrc: error: is a directory\n");
}

TEST(Diagnostic, ASpanOfAnUnknownTextIsNoReasonToFail) {
  const Diagnostic diagnostic{Severity::error, Span{3, 1, 2}, {}, "odd", {}};
  EXPECT_EQ(render(diagnostic, Sources()), "error: odd\n");
}

TEST(Diagnostic, ALongLineIsTrimmedAroundTheCaret) {
  Sources sources;
  sources.add("f", std::string(500, 'a') + " here " + std::string(500, 'b') + "\n");
  Diagnostic diagnostic;
  diagnostic.span = Span{0, 501, 505};
  diagnostic.message = "wrong";
  EXPECT_EQ(render(diagnostic, sources),
            "f:1:502: error: wrong\n"
            "..." +
                std::string(79, 'a') + " here " + std::string(75, 'b') + "...\n" +
                std::string(83, ' ') + "^~~~\n");
}

TEST(Diagnostic, TrimmingNeverUncoversASecretThatBeginsBefore) {
  Sources sources;
  const std::string line =
      "set mmonit " + std::string(300, 'x') + " geheim " + std::string(300, 'y');
  sources.add("f", line);
  for (std::uint32_t at = 0; at < line.size(); ++at) {
    Diagnostic diagnostic;
    diagnostic.span = Span{0, at, at + 1};
    EXPECT_EQ(render(diagnostic, sources).find("geheim"), std::string::npos) << at;
  }
}

TEST(Diagnostic, WarningsAreNoErrors) {
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({{Severity::warning, std::nullopt, "f", "odd", {}}}));
  EXPECT_TRUE(has_errors({{Severity::warning, std::nullopt, "f", "odd", {}},
                          {Severity::error, std::nullopt, "f", "wrong", {}}}));
}

}  // namespace
}  // namespace pkgmap
