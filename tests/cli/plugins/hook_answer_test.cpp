// Tests what a hook reads in an answer of monit-pkgmap, and what people see of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/plugins/hook/answer.hpp"
#include "cli/plugins/hook/handover.hpp"

namespace pkgmap::hook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(const Answer& answer) {
  std::vector<std::string> all;
  for (const Message& message : answer.messages) all.push_back(message.text);
  return all;
}

TEST(ReadAnswer, FindsTheSessionTheRefusalAndTheMessages) {
  const auto answer = read_answer(
      R"({"schema":1,"session":"s-1","abort":true,"messages":[{"level":"warning","text":"w"}]})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->session, "s-1");
  EXPECT_TRUE(answer->abort);
  EXPECT_THAT(texts(*answer), ElementsAre("w"));
  EXPECT_EQ(answer->messages[0].level, Level::warning);
}

TEST(ReadAnswer, TakesNothingOfTheWrongKind) {
  for (const char* text :
       {R"({"session":17,"abort":"yes","messages":"x","error":3})",
        R"({"session":{},"messages":{}})",
        R"({"session":null,"messages":[1,null,{},{"text":7}],"error":{"message":null}})"}) {
    const auto answer = read_answer(text);
    ASSERT_TRUE(answer) << text;
    EXPECT_EQ(answer->session, "") << text;
    EXPECT_FALSE(answer->abort) << text;
    EXPECT_THAT(answer->messages, IsEmpty()) << text;
  }
}

TEST(ReadAnswer, RefusesWhatIsNoObject) {
  for (const char* text : {"", "no json", "[1, 2]", "{\"session\":", "\xff"}) {
    EXPECT_FALSE(read_answer(text)) << text;
  }
}

TEST(ReadAnswer, PutsAnErrorFirstUnlessAMessageBeginsWithIt) {
  EXPECT_THAT(texts(*read_answer(
                  R"({"error":{"message":"no policy"},"messages":[{"level":"info","text":"x"}]})")),
              ElementsAre("no policy", "x"));
  EXPECT_THAT(texts(*read_answer(
                  R"({"error":{"message":"no policy"},"messages":[{"text":"no policy; see x"}]})")),
              ElementsAre("no policy; see x"));
}

TEST(LinesOf, AreTheGravestInTheirOrder) {
  const std::vector<Message> messages = {{Level::info, "i0"},
                                         {Level::error, "e0"},
                                         {Level::warning, "w0"},
                                         {Level::error, "e1"},
                                         {Level::info, "i1"}};
  EXPECT_THAT(lines_of(messages, 2), ElementsAre("monit-pkgmap: e0", "monit-pkgmap: e1"));
  EXPECT_THAT(lines_of(messages, 4), ElementsAre("monit-pkgmap: i0", "monit-pkgmap: e0",
                                                 "monit-pkgmap: w0", "monit-pkgmap: e1"));
  EXPECT_THAT(lines_of(messages, 0), IsEmpty());
  EXPECT_THAT(lines_of({}, 3), IsEmpty());
}

struct OneLineRow {
  const char* text;
  const char* line;
};

TEST(OneLine, HasOurNameOnceAndNothingThatATerminalObeys) {
  for (const OneLineRow& row : {
           OneLineRow{"suspended 2", "monit-pkgmap: suspended 2"},
           OneLineRow{"monit-pkgmap: x is off", "monit-pkgmap: x is off"},
           OneLineRow{"a\n\x1b[31mb", "monit-pkgmap: a [31mb"},
           OneLineRow{"  two \t blanks  ", "monit-pkgmap: two blanks"},
           OneLineRow{"Pr\xc3\xbc"
                      "fung \xe2\x9c\x93",
                      "monit-pkgmap: Pr\xc3\xbc"
                      "fung \xe2\x9c\x93"},
           OneLineRow{"\xff\xfe", "monit-pkgmap: "},
           OneLineRow{"", "monit-pkgmap: "},
       }) {
    EXPECT_EQ(one_line(row.text), row.line);
  }
}

TEST(OneLine, IsCutBetweenCharacters) {
  const std::string line = one_line(std::string(999, 'c'));
  EXPECT_EQ(line.size(), 200U);
  EXPECT_TRUE(line.ends_with("cc..."));
  std::string wide;
  for (int i = 0; i < 200; ++i) wide += "\xe6\xbc\xa2";  // Two columns, three bytes.
  const std::string cut = one_line(wide);
  EXPECT_TRUE(cut.ends_with("\xa2..."));
  EXPECT_EQ((cut.size() - 14 - 3) % 3, 0U);
  EXPECT_LE((cut.size() - 14 - 3) / 3 * 2 + 14 + 3, 200U);
}

TEST(Handover, IsReadAsItWasWritten) {
  const auto handed = Handover::read(Handover{"s-1", 2}.text());
  ASSERT_TRUE(handed);
  EXPECT_EQ(handed->session, "s-1");
  EXPECT_EQ(handed->lines, 2U);
  for (const char* text : {"", "-", "s-1", "s-1 ", "s-1 x", "s-1 4", "s-1 1 "}) {
    EXPECT_FALSE(Handover::read(text)) << text;
  }
}

}  // namespace
}  // namespace pkgmap::hook
