#include "cli/render/history.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Json past_session(const std::string& more) {
  const std::string text =
      R"({"id":"0123456789abcdef","began":"2023-11-14T22:13:20Z","ended":"2023-11-14T22:13:29Z",)"
      R"("manager":"dnf4","packages":["mysql-server-8.0.40-1.el9.x86_64"])" +
      more + "}";
  return *Json::parse(text);
}

Json with_results() {
  return past_session(
      R"(,"checks":[{"name":"mysqld","unwatched_seconds":6.1,"result":"resumed"},)"
      R"({"name":"mysql_bin","unwatched_seconds":7.26,"result":"resumed"},)"
      R"({"name":"old","unwatched_seconds":9,"result":"kept","reason":"its package is gone"}],)"
      R"("reload":true,"baselines":[{"path":"/usr/sbin/mysqld","before":null,)"
      R"("after":"5204fe5204fe5204fe","package":"mysql-server-8.0.40-1.el9.x86_64"}],)"
      R"("drift":[{"check":"app","path":"/opt/app"}])");
}

History history_of(std::vector<Json> sessions) {
  History history;
  history.sessions = std::move(sessions);
  return history;
}

TEST(HistoryText, SaysThatThereWasNone) {
  EXPECT_EQ(history_text({}), "no session yet\n");
}

TEST(HistoryText, HasAHeadlineASession) {
  const std::string text = history_text(history_of({with_results()}));
  EXPECT_THAT(text, StartsWith("2023-11-14T22:13:20Z  0123456789abcdef  dnf4: 2 resumed, 1 kept"));
  EXPECT_THAT(text, HasSubstr(", 1\n  new baseline"));
  EXPECT_THAT(text, HasSubstr("DRIFT in 1 file"));
  EXPECT_THAT(text, HasSubstr("\n  for mysql-server-8.0.40-1.el9.x86_64\n"));
}

// "after" is the longest time for which one check was not watched.
TEST(HistoryText, CountsOnlyWhatCameBack) {
  EXPECT_THAT(history_text(history_of({with_results()})), HasSubstr("after 7 s"));
}

TEST(HistoryText, KnowsASessionThatDidNothing) {
  EXPECT_THAT(history_text(history_of({past_session("")})), HasSubstr("dnf4: no check resumed\n"));
}

TEST(HistoryText, LetsNoControlCharacterThrough) {
  const Json evil = past_session(R"(,"checks":[{"name":"a\u001b[2J","result":"kept"}])");
  EXPECT_THAT(past_session_text(evil), Not(HasSubstr("\x1b")));
}

TEST(PastSession, NamesEachCheckWithWhatBecameOfIt) {
  const std::string text = past_session_text(with_results());
  EXPECT_THAT(text, HasSubstr("  ended 2023-11-14T22:13:29Z\n"));
  EXPECT_THAT(text, HasSubstr("  package   mysql-server-8.0.40-1.el9.x86_64\n"));
  EXPECT_THAT(text, HasSubstr("  resumed   mysqld after 6 s\n"));
  EXPECT_THAT(text, HasSubstr("  kept      old: its package is gone\n"));
}

TEST(PastSession, ShowsBaselinesAndDrift) {
  const std::string text = past_session_text(with_results());
  EXPECT_THAT(text, HasSubstr("baseline  /usr/sbin/mysqld unknown -> 5204fe5204fe"));
  EXPECT_THAT(text, HasSubstr("  drift     /opt/app (app) changed outside any package\n"));
}

TEST(PastSession, SaysHowFarTheHeaderWasSigned) {
  const auto text = [](const std::string& signature) {
    return past_session_text(
        past_session(R"(,"baselines":[{"path":"/x","before":"aa","after":"bb","package":"x-1-1",)"
                     R"("signature":)" +
                     signature + "}]"));
  };
  EXPECT_THAT(text(R"("key")"), HasSubstr("as x-1-1 has it (signed)\n"));
  EXPECT_THAT(text(R"("signed")"), HasSubstr("(signed by a key that"));
  EXPECT_THAT(text(R"("digest")"), HasSubstr("has it (not signed)\n"));
  EXPECT_THAT(text("null"), HasSubstr("has it\n"));
}

TEST(HistoryAnswer, HasTheSessionsAsTheyWereKept) {
  const Json answer = history_answer(history_of({with_results()}));
  EXPECT_EQ(answer["schema"].number(), 1);
  ASSERT_EQ(answer["sessions"].items().size(), 1U);
  EXPECT_EQ(answer["sessions"].items()[0].dump(), with_results().dump());
}

}  // namespace
}  // namespace pkgmap::cli
