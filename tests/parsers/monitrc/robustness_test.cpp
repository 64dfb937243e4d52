// No text makes the parser crash, hang or exceed its bounds: prefixes and mutations of real control
// files, and texts that are made to be nasty.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "tests/parsers/monitrc/fixtures.hpp"
#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

/// Parses a text and renders its diagnostics, which must be bounded and printable.
void survive(const std::string& text) {
  const Parsed parsed = parse(text);
  ASSERT_LE(parsed.diagnostics.size(), 101U);
  const std::string said = messages(parsed);
  ASSERT_EQ(said.find('\0'), std::string::npos);
  ASSERT_EQ(said.find('\x1B'), std::string::npos);
}

TEST(Robustness, EveryPrefixIsRead) {
  for (const Fixture& fixture : own_fixtures()) {
    for (std::size_t size = 0; size <= fixture.bytes.size(); ++size) {
      SCOPED_TRACE(fixture.name + " " + std::to_string(size));
      ASSERT_NO_FATAL_FAILURE(survive(fixture.bytes.substr(0, size)));
    }
  }
}

TEST(Robustness, EverySuffixIsRead) {
  for (const Fixture& fixture : own_fixtures()) {
    for (std::size_t begin = 0; begin <= fixture.bytes.size(); begin += 7) {
      SCOPED_TRACE(fixture.name + " " + std::to_string(begin));
      ASSERT_NO_FATAL_FAILURE(survive(fixture.bytes.substr(begin)));
    }
  }
}

std::string mutated(std::string text, std::mt19937& random) {
  static const std::string kBytes =
      std::string(1, '\0') + "\x01\n\r\t \"'{}[]()#\\%@:;,/=!<>\x7F\x80\xFF\xEF\xBB\xBF" + "a0";
  const auto pick = [&](std::size_t below) { return random() % std::max<std::size_t>(below, 1); };
  for (std::size_t edits = 1 + pick(6); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = pick(text.size());
    switch (pick(4)) {
      case 0:
        text[at] = kBytes[pick(kBytes.size())];
        break;
      case 1:
        text.insert(at, 1, kBytes[pick(kBytes.size())]);
        break;
      case 2:
        text.erase(at, 1 + pick(20));
        break;
      default:
        text.insert(at, text.substr(pick(text.size()), pick(40)));
        break;
    }
  }
  return text;
}

TEST(Robustness, MutationsAreRead) {
  std::mt19937 random(20'240'611);
  for (const Fixture& fixture : own_fixtures()) {
    for (int round = 0; round < 400; ++round) {
      const std::string text = mutated(fixture.bytes, random);
      SCOPED_TRACE(fixture.name + ", round " + std::to_string(round));
      ASSERT_NO_FATAL_FAILURE(survive(text));
    }
  }
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string answer;
  answer.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) answer += text;
  return answer;
}

struct Nasty {
  const char* name;
  std::string piece;
};

const Nasty kNasty[] = {
    {"Nuls", std::string(1, '\0')},
    {"Escapes", "\x1B["},
    {"Quotes", "\""},
    {"SingleQuotes", " '"},
    {"OpenBraces", "{ "},
    {"OpenBracesOfSet", "set ssl { "},
    {"OpenMailFormats", "mail-format { x\n"},
    {"OpenMessages", "mail-format { message: x\n"},
    {"OpenHeaders", "headers [ x\n"},
    {"OpenCommands", "exec \"'\n"},
    {"OpenNames", "check file \"a\n"},
    {"OpenSingleQuotedNames", "check file 'a\n"},
    {"Depends", "depends on a,\n"},
    {"DependsOfOneCheck", "depends on a "},
    {"Colons", "a:"},
    {"Hex", "ab:"},
    {"Ats", "a@"},
    {"Urls", "a://"},
    {"Passwords", "allow password \""},
    {"PasswordsInMistakes", "check proces password \"\n"},
    {"Checks", "check file a path /x\n"},
    {"Checksums", "if failed checksum then alert "},
    {"Ifs", "if "},
    {"Nots", "not "},
    {"Includes", "include "},
    {"OwnIncludes", "include /etc/monitrc\n"},
    {"Bytes", "\xFF"},
    {"LongWord", "a"},
    {"Blanks", " "},
    {"Comments", "#"},
    {"Backslashes", "\\ "},
};

TEST(Robustness, ManyGroupsAreRead) {
  std::string text = "check file a path /x\n";
  for (int i = 0; i < 200'000; ++i) text += "group g" + std::to_string(i) + "\n";
  EXPECT_EQ(parse(text).control_file.checks[0].groups.size(), 200'000U);
}

class NastyText : public testing::TestWithParam<Nasty> {};

// A parser that takes quadratic time for one of these texts makes the test very slow.
TEST_P(NastyText, IsRead) {
  const std::string text = "check file z path /z\n" + repeated(GetParam().piece, 50'000);
  ASSERT_NO_FATAL_FAILURE(survive(text));
}

INSTANTIATE_TEST_SUITE_P(Robustness, NastyText, testing::ValuesIn(kNasty),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace pkgmap::monitrc
