// Which tokens a text has, as "kind:text": see shown_tokens(). To add a case, append a row.
#include "parsers/monitrc/words/lexer.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace pkgmap::monitrc {
namespace {

std::string shown_tokens(const Token& token) {
  const std::string text(token.text);
  switch (token.kind) {
    case TokenKind::word:
      return token.keyword == Keyword::none ? text : "<" + text + ">";
    case TokenKind::number:
      return "number:" + text;
    case TokenKind::real:
      return "real:" + text;
    case TokenKind::quoted:
      return "quoted:" + text;
    case TokenKind::mail:
      return "mail:" + text;
    case TokenKind::url:
      return "url:" + text;
    case TokenKind::symbol:
      return "symbol:" + text;
    case TokenKind::name:
      return "name:" + text;
    case TokenKind::command:
      return "command:" + text;
    case TokenKind::include:
      return "include:" + text;
    case TokenKind::block:
      return "block:" + text;
    case TokenKind::end:
      break;
  }
  return "end";
}

std::string tokens_of(const std::string& text) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Report report(sources, diagnostics);
  LexerMemory memory;
  Lexer lexer(sources, sources.add("f", text), memory, report);
  std::string answer;
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    answer += (answer.empty() ? "" : " | ") + shown_tokens(token);
  }
  for (const Diagnostic& diagnostic : diagnostics) answer += " ! " + diagnostic.message;
  return answer;
}

struct LexerRow {
  const char* name;
  const char* text;
  const char* tokens;
};

constexpr LexerRow kLexerRows[] = {
    {"NoiseIsDropped", "with pidfile in the /x", "<pidfile> | /x"},
    {"PunctuationSeparates", "a,x;c(d)", "a | x | c | d"},
    {"CarriageReturnsAreBlanks", "a\r\nx\r\n", "a | x"},
    {"AHashAtATokenBeginsAComment", "a # b \"c\nd", "a | d"},
    {"AHashInsideAWordBeginsNone", "/x#y a#b", "/x#y | a#b"},
    {"AHashBehindAQuoteBeginsOne", "\"a\"#b\nc", "quoted:a | c"},
    {"ALoneBackslashIsNothing", "a \\\n x", "a | x"},
    {"ABackslashInAWordStays", "a\\b", "a\\b"},
    {"KeywordsIgnoreCase", "PidFile", "<PidFile>"},
    {"NumbersStandAlone", "5 5.5 5min 5. .5", "number:5 | real:5.5 | 5min | 5. | .5"},
    {"APercentSignEndsANumber", "80%", "number:80 | symbol:%"},
    {"OperatorsNeedBlanks", "size>1 size > 1", "size>1 | <size> | <>> | number:1"},
    {"NotEqual", "a != x !=~ c !", "a | <!=> | x | <!=~> | c | symbol:!"},
    {"QuotedTextMaySpanLines", "\"a\nb\" 'c\nd'", "quoted:a\nb | quoted:c\nd"},
    {"AQuoteHidesTheOther", "\"a'b\" 'c\"d'", "quoted:a'b | quoted:c\"d"},
    {"ABackslashDoesNotProtectAQuote", R"("a\" x)", R"(quoted:a\ | x)"},
    {"AMailAddressIsOneToken", "a.b@c.d", "mail:a.b@c.d"},
    {"AGroupIsTwo", "@staff", "symbol:@ | staff"},
    {"CredentialsAreThree", "a:\"b\"", "a | symbol:: | quoted:b"},
    {"AnAddressWithColonsIsOneWord", "::1 fe80::1 2001:db8::/32", "::1 | fe80::1 | 2001:db8::/32"},
    {"AFingerprintIsNoAddress", "ab:cd", "ab | symbol:: | cd"},
    {"AUrlGoesToTheNextBlank", "url http://a:b@c/d?e=f,g#h then",
     "<url> | url:http://a:b@c/d?e=f,g#h | <then>"},
    {"AnIPv6AddressEndsAtAComment", "address ::1# x", "<address> | ::1"},
    {"AnIPv6AddressEndsAtAWord", "address fe80::1x", "<address> | fe80::1 | x"},
    {"BytesAbove127AreLetters", "\xC3\xA4\xFF", "\xC3\xA4\xFF"},
    {"ControlBytesAreSymbols", "a\x01\x01z", "a | symbol:\x01\x01 | z"},
    {"AByteOrderMarkIsReported",
     "\xEF\xBB\xBF"
     "a",
     "a ! the file begins with a byte order mark"},

    {"ANameMayBeAKeyword", "check process set pidfile", "<check> | process | name:set | <pidfile>"},
    {"ANameMayLookLikeAComment", "check file #x path", "<check> | file | name:#x | <path>"},
    {"ANameEndsAtAColon", "check file a:x", "<check> | file | name:a | symbol:: | x"},
    {"ANameMayBeQuoted", "check file \"a b: c\" path", "<check> | file | name:a b: c | <path>"},
    {"ANameMayStandOnTheNextLine", "check file\n x", "<check> | file | name:x"},
    {"ButNotThatOfAProcess", "check process\n x", "<check> | name:process | x"},
    {"ASingleQuotedNameIsGreedy", "check file 'a' path '/x'\n",
     "<check> | file | name:a' path '/x ! monit reads all up to the last ' of the line "
     "as one name"},
    {"ANameWithoutType", "check a with pidfile", "<check> | name:a | <pidfile>"},
    {"ANameThatIsNotClosed", "check file \"a\nx",
     "<check> | file | name:a | x ! this quote is not closed on its line"},
    {"ATypeOnTheNextLineIsAName", "check \nfile path", "<check> | name:file | <path>"},
    {"CheckAtALineEndIsAWord", "check\nx", "check | x"},

    {"DependsTakesNames", "depends on a, b ,c\n , d e",
     "<depends> | name:a | name:b | name:c | name:d | e"},
    {"DependsTakesQuotedNames", "depend \"a b\", c", "<depend> | name:a b | name:c"},
    {"DependsTakesKeywords", "depends on group, set", "<depends> | name:group | name:set"},
    {"DependsEndsAtABlank", "depends on a group b", "<depends> | name:a | <group> | name:b"},
    {"DependsAllowsACommentAtTheEnd", "depends on a # b\nc", "<depends> | name:a | c"},
    {"DependsAllowsNoneBetween", "depends on a, # b\n c",
     "<depends> | name:a | name:c ! a comment cannot stand between the names of 'depends'"},
    {"DependsTakesNoNameOfTheNextLine", "depends on\n a", "<depends> | a"},
    {"DependsCutsOnOffAName", "depends one, one",
     "<depends> | name:e | name:one ! monit reads this as 'on' and the name 'e'"},
    {"DependsOnTakesAWholeName", "depends on one", "<depends> | name:one"},
    {"GroupTakesAnyWord", "group set group", "<group> | name:set | group"},

    {"GroupWantsANameOnItsLine", "group \n x", "<group> | x"},
    {"OrAtTheBeginningOfTheNext", "group \nset", "<group> | name:set"},
    {"OrAQuotedOneThere", "group \n\"set\"", "<group> | name:set"},
    {"AQuotedGroupEndsAtItsQuote", "group 'a' # it's\n group 'b' group \"c\" # it\"s\n",
     "<group> | name:a | <group> | name:b | <group> | name:c"},
    {"AGroupThatIsNotClosed", "group 'a\nx",
     "<group> | name:a | x ! this quote is not closed on its "
     "line"},
    {"DependsMayBeginWithAComma", "depends on , ;a, b", "<depends> | name:a | name:b"},
    {"DependsTakesNamesWithoutABlank", "depends on \"a\"\"b\"c d",
     "<depends> | name:a | name:b | name:c | d"},
    {"EveryTakesACronTime", "every '* 1-3 * * *' # it's", "<every> | quoted:* 1-3 * * *"},
    {"EitherQuoteClosesACronTime", "not every \"* * * * *' x",
     "<not every> | quoted:* * * * * | x"},
    {"EveryTakesNoNoise", "every is 5 cycles",
     "<every> | number:5 | <cycles> ! the value must stand directly behind 'every'"},
    {"EveryTakesNoPunctuation", "every (5) cycles",
     "<every> | number:5 | <cycles> ! the value must stand directly behind 'every'"},
    {"EveryTakesNoComment", "every # 5\n6 cycles",
     "<every> | number:6 | <cycles> ! a comment cannot stand between 'every' and its value"},
    {"ACommandGluedToTheEqualsSign", "start= \"/x\"", "<start> | command:/x"},
    {"ACommandInQuotes", "start program = \"/x 'a' b\" with", "<start> | command:/x 'a' b"},
    {"ACommandWithoutProgram", "stop \"/x\"", "<stop> | command:/x"},
    {"ACommandGluedToItsWord", "stop=\"/x\"", "<stop> | command:/x"},
    {"ACommandGluedToProgram", "stopprogram=\"/x\" startprogram /y",
     "<stop> | command:/x | startprogram | /y"},
    {"ACommandMaySpanLines", "exec \"/x\n y\" a", "<exec> | command:/x\n y | a"},
    {"ACommandOnTheNextLineIsAString", "start\n \"/x y\"", "<start> | quoted:/x y"},
    {"ACommandHidesQuotesInGroups", "exec \"/x 'a\"b' c\" d", "<exec> | command:/x 'a\"b' c | d"},
    {"ACommandThatIsNeverClosed", "exec \"/x y\nset",
     "<exec> | command:/x y\nset ! this quote is never closed"},
    {"APathIsACommandInAProgramCheck", "check program p path \"/x y\"",
     "<check> | program | name:p | <path> | command:/x y"},
    {"ButNotInAnother", "check file p path \"/x y\"",
     "<check> | file | name:p | <path> | quoted:/x y"},

    {"IncludeTakesAPath", "include /a/*.conf set", "include:/a/*.conf | <set>"},
    {"IncludeTakesAQuotedPath", "include \"/a b/*\"", "include:/a b/*"},
    {"IncludeTakesAPathOnTheNextLine", "include\n /a", "include:/a"},
    {"IncludeTakesAQuoteThatIsNotClosed", "include \"/a b", "include:\"/a | <b>"},
    {"IncludeEndsAtItsQuote", "include '/a b' # it's\n", "include:/a b"},
    {"IncludeTakesTheLongerOne", "include \"/a\"b", "include:\"/a\"b"},
    {"AMailFormatIsNotRead", "mail-format { from: a@b\n # }\n subject: c \" d\n message: e\n f } g",
     "<mail-format> | symbol:{ | "
     "block: from: a@b\n # }\n subject: c \" d\n message: e\n f } | g"},
    {"AMailFormatThatIsNeverClosed", "mail-format { from: a\nset",
     "<mail-format> | symbol:{ | block: from: a | <set> ! this '{' is never closed"},
    {"HttpHeadersAreNotRead", "http headers [A: \"b, C: d] then",
     "<http headers> | block:[A: \"b, C: d] | <then>"},
    {"HttpHeadersMayHideABracket", "http headers [A: \"b]\", C: ']'] then",
     "<http headers> | block:[A: \"b]\", C: ']'] | <then>"},
    {"HttpHeadersNeedNoBracket", "http headers A: b] then",
     "<http headers> | block:A: b] | <then>"},
    {"HttpHeadersMayBeNone", "http headers [] then", "<http headers> | block:[] | <then>"},
    {"HttpHeadersAreNamesAndValues", "http headers [A: b, c] then",
     "<http headers> | block:[A: b, c] | <then> ! an HTTP header is a name, ':' and a value"},
    {"HttpHeadersNeedAValue", "http headers [A:] then",
     "<http headers> | block:[A:] | <then> ! an HTTP header is a name, ':' and a value"},
    {"HttpHeadersTakeNoTextBefore", "http headers x [A: b] then",
     "<http headers> | block:x [A: b] | <then> ! expected a list such as [Host: a.b]"},
    {"HttpHeadersTakeNoComment", "http headers [A: b, # c\n D: e] then",
     "<http headers> | block:[A: b, # c | D | symbol:: | e] | <then> "
     "! an HTTP header is a name, ':' and a value"},
    {"HttpHeadersThatAreNeverClosed", "http headers [A: b then\nset ]",
     "<http headers> | block:[A: b then\n | <set> | ] "
     "! an HTTP header is a name, ':' and a value"},
    {"HttpHeadersOfTwoLines", "http headers [A: b,\n C: d, e] then",
     "<http headers> | block:[A: b,\n C: d, e] | <then> "
     "! an HTTP header is a name, ':' and a value"},
    {"HostgroupsAreAList", "hostgroups [web, \"a ]\" 'b]'] then",
     "hostgroups | block:[web, \"a ]\" 'b]'] | <then>"},
    {"HostgroupsMayBeAWord", "hostgroups then", "hostgroups | <then>"},
};

class Tokens : public testing::TestWithParam<LexerRow> {};

TEST_P(Tokens, AreCutAsMonitDoes) {
  EXPECT_EQ(tokens_of(GetParam().text), GetParam().tokens);
}

INSTANTIATE_TEST_SUITE_P(Lexer, Tokens, testing::ValuesIn(kLexerRows),
                         [](const auto& row) { return row.param.name; });

TEST(Lexer, ATokenKnowsWhereItStands) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Report report(sources, diagnostics);
  LexerMemory memory;
  Lexer lexer(sources, sources.add("f", "a\n  with \"b\" c"), memory, report);
  EXPECT_TRUE(lexer.next().begins_line);
  const Token quoted = lexer.next();
  EXPECT_EQ(sources.text(quoted.span), "\"b\"");
  EXPECT_FALSE(quoted.begins_line) << "a noise word stands before it";
  EXPECT_EQ(sources.text(lexer.next().span), "c");
}

TEST(Lexer, TheEndIsGivenAsOftenAsAsked) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Report report(sources, diagnostics);
  LexerMemory memory;
  Lexer lexer(sources, sources.add("f", ""), memory, report);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(lexer.next().kind, TokenKind::end);
}

}  // namespace
}  // namespace pkgmap::monitrc
