// Past sessions: what is kept of them, how much, and what damage does.
#include "engine/journal/history.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::TemporaryDirectory;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kBegan = 1'700'000'000;

SessionRecord ended_session(const std::string& id) {
  SessionRecord record;
  record.id = id;
  record.manager = "dnf4";
  record.since = kBegan;
  record.packages = {"mysql-server-8.0.40-1.el9.x86_64"};
  return record;
}

class TheHistory : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::permissions(path_, std::filesystem::perms::owner_all); }
  StateDirectory store() const { return StateDirectory::open(path_).value(); }
  Done add(const SessionRecord& record) const {
    return add_to_history(store(), record, kBegan + 9);
  }
  History read() const { return read_history(path_).value(); }
  std::vector<std::string> ids() const {
    std::vector<std::string> found;
    for (const Json& one : read().sessions) found.push_back(one["id"].string_or(""));
    return found;
  }
  void append(const std::string& text) const {
    std::ofstream(path_ + "/history.jsonl", std::ios::app) << text;
  }

  TemporaryDirectory directory_;
  std::string path_ = directory_.path();
};

TEST_F(TheHistory, IsEmptyWithoutAStateDirectory) {
  const auto history = read_history(directory_.file("none"));
  ASSERT_TRUE(history.ok());
  EXPECT_THAT(history->sessions, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(directory_.file("none")));
}

TEST_F(TheHistory, KeepsTheOldestFirst) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  ASSERT_TRUE(add(ended_session("b")).ok());
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
}

TEST_F(TheHistory, TakesTheLastWordOnASession) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  ASSERT_TRUE(add(ended_session("b")).ok());
  SessionRecord again = ended_session("a");
  again.results.resumed = {{"mysqld", 6.1, 0}};
  ASSERT_TRUE(add(again).ok());
  EXPECT_THAT(ids(), ElementsAre("b", "a"));
  EXPECT_THAT(read().sessions.back()["checks"].items(), SizeIs(1));
}

TEST_F(TheHistory, PassesOverADamagedLineAndNamesIt) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  append("{\"id\":\"half\n");
  append("[]\n\n");
  ASSERT_TRUE(add(ended_session("b")).ok());
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
  EXPECT_THAT(read().damage,
              ElementsAre("history.jsonl:2 is damaged, so a past session is missing",
                          "history.jsonl:3 is damaged, so a past session is missing"));
}

TEST_F(TheHistory, SurvivesALineThatWasCutOff) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  append("{\"id\":\"cut off");
  EXPECT_THAT(ids(), ElementsAre("a"));
  EXPECT_THAT(read().damage, SizeIs(1));
  ASSERT_TRUE(add(ended_session("b")).ok());
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
}

TEST_F(TheHistory, IsBounded) {
  SessionRecord large = ended_session("x");
  large.packages.assign(2'000, std::string(100, 'p'));
  for (int i = 0; i < 15; ++i) {
    large.id = std::to_string(i);
    ASSERT_TRUE(add(large).ok());
  }
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) bytes += entry.file_size();
  EXPECT_LE(bytes, (2U << 20U));
  EXPECT_EQ(ids().back(), "14");
  EXPECT_THAT(read().damage, IsEmpty());
}

TEST_F(TheHistory, ThatCannotBeReadIsAnErrorAndNotEmpty) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  std::filesystem::create_directory(path_ + "/history.jsonl.1");
  EXPECT_FALSE(read_history(path_).ok());
}

TEST_F(TheHistory, IsNotForOthersToRead) {
  ASSERT_TRUE(add(ended_session("a")).ok());
  EXPECT_EQ(std::filesystem::status(path_ + "/history.jsonl").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(HistoryJson, SaysWhatBecameOfEachCheck) {
  SessionRecord record = ended_session("a");
  record.results.resumed = {{"mysqld", 6.1, 0}};
  SuspendedCheck kept;
  kept.name = "bin";
  kept.kept_reason = "its package is gone";
  record.checks = {kept, kept};
  record.checks[1].removed = true;
  record.results.lost = {{"old", "no control file defines it any more"}};
  const Json checks = history_json(record, kBegan + 9)["checks"];
  ASSERT_THAT(checks.items(), SizeIs(4));
  EXPECT_EQ(checks.items()[0]["result"].string_or(""), "resumed");
  EXPECT_EQ(checks.items()[0]["unwatched_seconds"].number(), 6.1);
  EXPECT_EQ(checks.items()[1]["result"].string_or(""), "kept");
  EXPECT_EQ(checks.items()[1]["reason"].string_or(""), "its package is gone");
  EXPECT_EQ(checks.items()[1]["unwatched_seconds"].number(), 9);
  EXPECT_EQ(checks.items()[2]["result"].string_or(""), "removed");
  EXPECT_EQ(checks.items()[3]["result"].string_or(""), "lost");
}

TEST(HistoryJson, HasTimesInUtc) {
  const Json json = history_json(ended_session("a"), kBegan + 9);
  EXPECT_EQ(json["began"].string_or(""), "2023-11-14T22:13:20Z");
  EXPECT_EQ(json["ended"].string_or(""), "2023-11-14T22:13:29Z");
}

// The clock was set back meanwhile.
TEST(HistoryJson, NoCheckWasUnwatchedForLessThanNothing) {
  SessionRecord record = ended_session("a");
  record.checks.emplace_back().name = "bin";
  EXPECT_EQ(history_json(record, kBegan - 100)["checks"].items()[0]["unwatched_seconds"].number(),
            0);
}

TEST(HistoryJson, HasBaselinesBeforeAndAfter) {
  SessionRecord record = ended_session("a");
  record.results.baselines = {{"bin", "/usr/sbin/x", "", "5204fe", "x-2-1.noarch", "key"}};
  record.results.drift = {{"conf", "/etc/x"}};
  record.results.reloaded = true;
  const std::string text = history_json(record, kBegan).dump(-1);
  EXPECT_THAT(text, HasSubstr(R"("before":null)"));
  EXPECT_THAT(text, HasSubstr(R"("after":"5204fe")"));
  EXPECT_THAT(text, HasSubstr(R"("signature":"key")"));
  EXPECT_THAT(
      text,
      HasSubstr(
          R"("drift":[{"check":"conf","path":"/etc/x","kept_as":null,"by_transaction":false}])"));
  EXPECT_THAT(text, HasSubstr(R"("reload":true)"));
}

}  // namespace
}  // namespace pkgmap
