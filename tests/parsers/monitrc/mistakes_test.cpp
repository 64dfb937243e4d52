// What the administrator reads when a control file is wrong. The whole text is compared, so that a
// change of wording, column or caret shows up here. To add a case, append a row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

struct MistakesRow {
  const char* name;
  const char* text;
  const char* message;
};

constexpr MistakesRow kMistakesRows[] = {
    {"MissingServiceName", "check file\n",
     "/etc/monitrc:1:11: error: expected the name of a check\n"
     "check file\n"
     "          ^\n"},
    {"UnknownCheckType", "check proces nginx with pidfile /run/nginx.pid\n",
     "/etc/monitrc:1:7: error: unknown check type 'proces'\n"
     "check proces nginx with pidfile /run/nginx.pid\n"
     "      ^~~~~~\n"
     "  hint: did you mean 'process'?\n"},
    {"UnknownCheckTypeWithNothingElse", "check foo bar\ncheck process x with pidfile /x.pid\n",
     "/etc/monitrc:1:7: error: unknown check type 'foo'\n"
     "check foo bar\n"
     "      ^~~\n"},
    {"MissingPidfile", "check process nginx\n  start program = \"/x\"\n",
     "/etc/monitrc:1:20: error: expected 'pidfile' or 'matching' before 'start'\n"
     "check process nginx\n"
     "                   ^\n"},
    {"RelativePath", "check file a with path ./x\n",
     "/etc/monitrc:1:24: error: expected an absolute path, got './x'\n"
     "check file a with path ./x\n"
     "                       ^~~\n"},
    {"NameThatLooksLikeAPath", "check file /a with path /x\n",
     "/etc/monitrc:1:12: error: the name of a check must not begin with '/'\n"
     "check file /a with path /x\n"
     "           ^~\n"},
    {"EmptyName", "check file \"\" with path /x\n",
     "/etc/monitrc:1:12: error: a check needs a name\n"
     "check file \"\" with path /x\n"
     "           ^~\n"},
    {"ColonInAName", "check file a:x with path /x\n",
     "/etc/monitrc:1:13: error: expected 'path', got ':'\n"
     "check file a:x with path /x\n"
     "            ^\n"},
    {"MissingThen", "check file a path /x\n  if failed checksum\n  group g\n",
     "/etc/monitrc:2:21: error: expected 'then' before 'group'\n"
     "  if failed checksum\n"
     "                    ^\n"},
    {"UnknownAction", "check file a path /x\n  if failed checksum then unmonitr\n",
     "/etc/monitrc:2:27: error: expected an action, got 'unmonitr'\n"
     "  if failed checksum then unmonitr\n"
     "                          ^~~~~~~~\n"
     "  hint: did you mean 'unmonitor'?\n"},
    {"MisspeltEvent", "set alert a@b.c on { timeot }\n",
     "/etc/monitrc:1:22: error: expected an event or '}', got 'timeot'\n"
     "set alert a@b.c on { timeot }\n"
     "                     ^~~~~~\n"
     "  hint: did you mean 'timeout'?\n"},
    // monit refuses the word, which is a test and no event: no hint offers it.
    {"TestThatIsNoEvent", "set alert a@b.c on { pings }\n",
     "/etc/monitrc:1:22: error: expected an event or '}', got 'pings'\n"
     "set alert a@b.c on { pings }\n"
     "                     ^~~~~\n"},
    {"WordThatIsNoEvent", "set alert a@b.c on { echoo }\n",
     "/etc/monitrc:1:22: error: expected an event or '}', got 'echoo'\n"
     "set alert a@b.c on { echoo }\n"
     "                     ^~~~~\n"},
    {"MisspeltTest", "check file a path /x\n  if failed cheksum then alert\n",
     "/etc/monitrc:2:13: error: unknown test 'cheksum'\n"
     "  if failed cheksum then alert\n"
     "            ^~~~~~~\n"
     "  hint: did you mean 'checksum'?\n"},
    {"MisspeltStatement", "check file a path /x\n  dependz on b\n",
     "/etc/monitrc:2:3: error: unknown statement 'dependz'\n"
     "  dependz on b\n"
     "  ^~~~~~~\n"
     "  hint: did you mean 'depends'?\n"},
    {"MisspeltSetting", "set deamon 30\n",
     "/etc/monitrc:1:5: error: unknown statement 'set deamon'\n"
     "set deamon 30\n"
     "    ^~~~~~\n"
     "  hint: did you mean 'set daemon'?\n"},
    {"ChecksumOfAnImpossibleLength",
     "check file a path /x\n  if failed checksum expect abc then alert\n",
     "/etc/monitrc:2:29: error: a checksum cannot have 3 hex digits\n"
     "  if failed checksum expect abc then alert\n"
     "                            ^~~\n"
     "  hint: md5 has 32, sha1 has 40, sha256 has 64\n"},
    {"ChecksumOfAnotherKind",
     "check file a path /x\n"
     "  if failed sha1 checksum expect 8f7f419955cefa0b33a2ba316cba3659 then alert\n",
     "/etc/monitrc:2:34: error: this is not a checksum of type sha1: it has 32 hex digits\n"
     "  if failed sha1 checksum expect 8f7f419955cefa0b33a2ba316cba3659 then alert\n"
     "                                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"},
    {"TimeoutInMinutes", "check file a path /x\n  start \"/x\" with timeout 2 minutes\n",
     "/etc/monitrc:2:29: error: expected 'seconds', got 'minutes'\n"
     "  start \"/x\" with timeout 2 minutes\n"
     "                            ^~~~~~~\n"},
    {"UserBehindTimeout", "check file a path /x\n  start \"/x\" timeout 2 seconds as uid a\n",
     "/etc/monitrc:2:35: error: 'uid' and 'gid' must stand before 'timeout'\n"
     "  start \"/x\" timeout 2 seconds as uid a\n"
     "                                  ^~~\n"},
    {"ReservedWordAsValue", "check file a path /x\n  if failed uid redis then alert\n",
     "/etc/monitrc:2:17: error: expected a user, got 'redis'\n"
     "  if failed uid redis then alert\n"
     "                ^~~~~\n"
     "  hint: put it in quotes: without quotes, monit does not read it as text\n"},
    {"TestOfAnotherType", "check file a path /x\n  if cpu usage > 90% then alert\n",
     "/etc/monitrc:2:6: error: a check of type 'file' has no test of 'cpu'\n"
     "  if cpu usage > 90% then alert\n"
     "     ^~~\n"},
    {"TestThatDoesNotFail", "check file a path /x\n  if failed size > 1 MB then alert\n",
     "/etc/monitrc:2:6: error: a test of 'size' cannot begin with 'if failed'\n"
     "  if failed size > 1 MB then alert\n"
     "     ^~~~~~\n"
     "  hint: write a comparison such as 'if size > 1'\n"},
    {"TestThatDoesNotCompare", "check file a path /x\n  if permission 644 then alert\n",
     "/etc/monitrc:2:6: error: a test of 'permission' cannot begin with 'if'\n"
     "  if permission 644 then alert\n"
     "     ^~~~~~~~~~\n"
     "  hint: the test begins with 'if failed'\n"},
    {"ModeThatIsNotOctal", "check file a path /x\n  if failed permission 689 then alert\n",
     "/etc/monitrc:2:24: error: a mode is an octal number from 0 to 7777, not '689'\n"
     "  if failed permission 689 then alert\n"
     "                       ^~~\n"},
    {"ValueThatNobodyWants", "check process a pidfile /x\n  if failed port 80 90 then alert\n",
     "/etc/monitrc:2:24: error: expected 'cycles', got 'then'\n"
     "  if failed port 80 90 then alert\n"
     "                       ^~~~\n"},
    {"NumberWithoutRestarts", "check file a path /x\n  if 5 retarts within 5 cycles then stop\n",
     "/etc/monitrc:2:8: error: expected 'restarts', got 'retarts'\n"
     "  if 5 retarts within 5 cycles then stop\n"
     "       ^~~~~~~\n"},
    {"WordThatBeginsNoStatement", "check filesystem a path /x\n  space usage > 1 % then stop\n",
     "/etc/monitrc:2:3: error: unexpected 'space'\n"
     "  space usage > 1 % then stop\n"
     "  ^~~~~\n"},
    {"CommandThatIsNeverClosed", "check file a path /x\n  start program = \"/x\n  group g\n",
     "/etc/monitrc:2:19: warning: this quote is never closed\n"
     "  start program = \"/x\n"
     "                  ^\n"
     "  hint: monit reads the rest of the file as the command\n"},
    {"TooManyCycles", "check file a path /x\n  if size > 1 kb for 65 cycles then alert\n",
     "/etc/monitrc:2:22: error: the cycles must be from 1 to 64, and the times not more than the "
     "cycles\n"
     "  if size > 1 kb for 65 cycles then alert\n"
     "                     ^~~~~~~~~\n"},
    {"CommentBetweenNames", "check file a path /x\n depends on b, # c\n  b\ncheck file b path /y\n",
     "/etc/monitrc:2:16: error: a comment cannot stand between the names of 'depends'\n"
     " depends on b, # c\n"
     "               ^~~\n"
     "  hint: monit reads the words of the comment as names; put the comment behind the last "
     "name\n"},
    {"CommentBeforeTheNames", "check file a path /x\n depends on # c\n  b\ncheck file b path /y\n",
     "/etc/monitrc:2:9: error: expected the name of a check before 'b'\n"
     " depends on # c\n"
     "        ^\n"
     "  hint: the first name must stand on the line of 'depends'\n"},
    {"RestOfAStatement", "check file a path /x\n  depends on a2 and c\ncheck file a2 path /y\n",
     "/etc/monitrc:2:21: error: unexpected 'c'\n"
     "  depends on a2 and c\n"
     "                    ^\n"},
    {"StatementBehindSet", "check file a path /x\nset daemon 5\nif failed checksum then alert\n",
     "/etc/monitrc:3:1: error: expected 'check', 'set' or 'include', got 'if'\n"
     "if failed checksum then alert\n"
     "^~\n"
     "  hint: a 'set' statement ends the check before it\n"},
    {"NoStatementAtAll", "hello world\n",
     "/etc/monitrc:1:1: error: expected 'check', 'set' or 'include', got 'hello'\n"
     "hello world\n"
     "^~~~~\n"},
    {"QuoteThatIsNeverClosed", "check file a path \"/x\n",
     "/etc/monitrc:1:19: error: this quote is never closed\n"
     "check file a path \"/x\n"
     "                  ^\n"},
    {"BraceThatIsNeverClosed", "set limits {\n  networkTimeout: 5 s\ncheck file a path /x\n",
     "/etc/monitrc:1:12: error: this '{' is never closed\n"
     "set limits {\n"
     "           ^\n"},
    {"ByteOrderMark",
     "\xEF\xBB\xBF"
     "check file a path /x\n",
     "/etc/monitrc:1:1: error: the file begins with a byte order mark\n"
     "\xEF\xBB\xBF"
     "check file a path /x\n"
     "^\n"
     "  hint: monit refuses a byte order mark: save the file without it\n"},
    {"TypographicQuotes", "check process a matching \xE2\x80\x9Cx y\xE2\x80\x9D\n",
     "/etc/monitrc:1:31: error: unexpected 'y\xE2\x80\x9D'\n"
     "check process a matching \xE2\x80\x9Cx y\xE2\x80\x9D\n"
     "                            ^~\n"},
    {"MailAddressThatIsNone", "set alert root\n",
     "/etc/monitrc:1:11: error: expected a mail address, got 'root'\n"
     "set alert root\n"
     "          ^~~~\n"
     "  hint: monit wants name@host, unquoted\n"},
    {"HeaderWithACommaInItsValue",
     "check host h address a.c\n  if failed port 80 protocol http\n"
     "    with http headers [Accept-Encoding: gzip, deflate] then alert\n",
     "/etc/monitrc:3:47: error: an HTTP header is a name, ':' and a value\n"
     "    with http headers [***] then alert\n"
     "                       ^~~\n"
     "  hint: put a value that has a comma in quotes: Accept-Encoding: \"gzip, deflate\"\n"},
    {"HeadersThatAreNotClosed",
     "check host h address a.c\n  if failed ping then alert\n"
     "  if failed port 80 protocol http http headers [Host: b then alert\n"
     "check file z[1] path /x\n",
     "/etc/monitrc:4:1: error: an HTTP header is a name, ':' and a value\n"
     "***] path /x\n"
     "^~~\n"
     "  hint: the list of /etc/monitrc:3 is still open here\n"
     "/etc/monitrc:4:1: error: expected 'then', got a hidden value\n"
     "***] path /x\n"
     "^~~\n"},
    {"UserWhoIsAllowedTwice", "set httpd port 2812 allow adm:x allow ADM:y allow @a allow @A\n",
     "/etc/monitrc:1:39: warning: monit ignores this 'allow': an earlier one names the same user\n"
     "set httpd port 2812 allow ***\n"
     "                          ^~~\n"
     "/etc/monitrc:1:61: warning: monit ignores this 'allow': an earlier one names the same group\n"
     "set httpd port 2812 allow ***\n"
     "                          ^~~\n"},
    {"MmonitWithoutAPort", "set mmonit http://a.c/x\nset httpd unixsocket /s allow localhost\n",
     "/etc/monitrc:1:5: warning: M/Monit cannot act on this monit without a port\n"
     "set mmonit ***\n"
     "    ^~~~~~\n"
     "  hint: add 'set httpd port N'\n"},
    {"VersionThatSslLibrariesLack", "set ssl { version: sslv3 -sslv2 }\n",
     "/etc/monitrc:1:20: warning: monit refuses this version if its SSL library lacks it\n"
     "set ssl { version: sslv3 -sslv2 }\n"
     "                   ^~~~~\n"
     "  hint: the SSL libraries of today lack it: write 'tlsv12'\n"},
    {"PasswordThatIsReserved", "set httpd port 2812 allow admin:password\n",
     "/etc/monitrc:1:33: error: expected a password, got a hidden value\n"
     "set httpd port 2812 allow ***\n"
     "                          ^~~\n"
     "  hint: put it in quotes: without quotes, monit does not read it as text\n"},
};

// Texts in which the test replaces '@' by many bytes.
constexpr const char* kPieces[] = {"#@\ncheck file a path /x\n",
                                   "check file a path /@\n",
                                   "check file @ path /x\n",
                                   "check file \"@\" path /x\n",
                                   "check process a matching \"@\"\n",
                                   "check process a pidfile /x start \"/bin/x @ y\"\n",
                                   "check process a pidfile /x start \"/bin/x '@' y\"\n",
                                   "check file a path /x group @\n",
                                   "check file @ path /x check file b path /y depends on @\n",
                                   "set mail-format { message:@ }\n",
                                   "set mail-format { subject: @\n }\n",
                                   "include /@\n",
                                   "include \"/@\"\n",
                                   "set alert @@b\n",
                                   "check host a address b.c if failed port 1 protocol http http "
                                   "headers [X: @, Y: z] then alert\n"};
// Texts in which the test replaces '~' by many blanks.
constexpr const char* kBlankPieces[] = {
    "check file a~path /x\n",
    "check~file a path /x\n",
    "check file~a path /x\n",
    "check process a pidfile /x start~\"/bin/x\"\n",
    "check process a pidfile /x start \"/bin/x~y\"\n",
    "check file b path /y check file c path /z check file a path /x depends on b,~c\n"};

std::string filled(std::string text, char mark, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += with.size()) {
    if (mark == '@' && text.compare(at, 3, "@b\n") == 0) break;
    text.replace(at, 1, with);
  }
  return text;
}

// Tests every kind of piece. The limit need not be exact, as monit's own is not.
TEST(Mistakes, MonitHasRoomForSoManyBytesInOnePiece) {
  const auto says_so = [](const std::string& text) {
    return messages(parse(text)).find("monit reads at most") != std::string::npos;
  };
  const auto judge = [&](const char* piece, char mark, char fill) {
    EXPECT_FALSE(says_so(filled(piece, mark, std::string(16'300, fill)))) << piece;
    EXPECT_TRUE(says_so(filled(piece, mark, std::string(16'384, fill)))) << piece;
  };
  for (const char* piece : kPieces) judge(piece, '@', 'x');
  for (const char* piece : kBlankPieces) judge(piece, '~', ' ');
}

class Mistake : public testing::TestWithParam<MistakesRow> {};

TEST_P(Mistake, IsExplained) {
  EXPECT_EQ(messages(parse(GetParam().text)), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(Mistakes, Mistake, testing::ValuesIn(kMistakesRows),
                         [](const auto& row) { return row.param.name; });

TEST(Recovery, OneMistakeNeitherHidesTheNextNorTheGoodCheckBetween) {
  const Parsed parsed = parse(
      "check proces a with pidfile /run/a.pid\n"
      "check process c with pidfile /run/c.pid\n"
      "check process\n"
      "set deamon 5\n"
      "check process d with pidfile /run/d.pid\n");
  ASSERT_EQ(parsed.diagnostics.size(), 3U) << messages(parsed);
  EXPECT_EQ(parsed.sources.position(*parsed.diagnostics[0].span).line, 1U);
  EXPECT_EQ(parsed.sources.position(*parsed.diagnostics[1].span).line, 3U);
  EXPECT_EQ(parsed.sources.position(*parsed.diagnostics[2].span).line, 4U);
  EXPECT_EQ(parsed.control_file.checks.size(), 4U);
}

TEST(Recovery, TheStatementsBehindABrokenOneAreRead) {
  const Parsed parsed = parse(
      "check file a path /x\n"
      "  if failed checksum thn alert\n"
      "  if failed permission 644 then alert\n"
      "  group g\n");
  const Check& check = parsed.control_file.checks[0];
  ASSERT_EQ(check.tests.size(), 1U) << messages(parsed);
  EXPECT_EQ(check.tests[0].kind, TestKind::permission);
  EXPECT_THAT(check.groups, testing::ElementsAre("g"));
}

TEST(Recovery, StatementsOfACheckThatIsNoneAreNotReported) {
  const Parsed parsed = parse("check process\n  group g\n  depends on x\n  mode foo\n");
  EXPECT_EQ(parsed.diagnostics.size(), 1U) << messages(parsed);
}

TEST(Recovery, DiagnosticsHaveAnEnd) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "check proces x path /x\n";
  const Parsed parsed = parse(text);
  EXPECT_EQ(parsed.diagnostics.size(), 101U);
  EXPECT_EQ(parsed.diagnostics.back().message, "more than 100 errors; the others are not shown");
  EXPECT_EQ(parsed.control_file.checks.size(), 10'001U);
}

}  // namespace
}  // namespace pkgmap::monitrc
