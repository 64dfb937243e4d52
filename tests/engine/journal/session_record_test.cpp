// The text of a session: what it keeps, and what a damaged one does.
#include "engine/journal/session_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;

SessionRecord example() {
  SessionRecord record;
  record.id = "0123456789abcdef";
  record.manager = "dnf4";
  record.pid = 4711;
  record.pid_start_time = 123'456'789'012;
  record.guard_pid = 4712;
  record.guard_start_time = 123'456'789'013;
  record.boot_id = "3f0c";
  record.since = 1'700'000'000;
  record.until = 1'700'007'200;
  record.lease_ends_usec = 11'864'470'123;
  record.packages = {"mysql-server-8.0.40-1.el9.x86_64"};
  record.control_file = "/etc/monitrc";
  record.monit_id = "id";
  record.incarnation = 1'699'999'999;
  record.state = SessionState::suspended;
  record.checks = {{"mysqld", true, {"mysql-server"}, {"data"}, {}},
                   {"web \"site\"", false, {}, {"mysqld", "data"}, "its package is gone"}};
  record.checks[0].strength = rules::Strength::strong;
  record.checks[1].begins_on = true;
  record.unverified = true;
  record.unasked = true;
  record.written_again = true;
  record.series = true;
  record.start_delay = 240;
  record.monit_began = 1'700'000'000;
  record.unrelated = {"log"};
  record.baselines = {{"bin", "/usr/sbin/mysqld", {Algorithm::md5, "5204fe"}, false},
                      {"new", "/srv/new", {Algorithm::sha1, ""}, true}};
  return record;
}

TEST(SessionRecord, KeepsEverything) {
  const SessionRecord record = example();
  const auto again = session_from_text(to_text(record));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(to_text(*again), to_text(record));
  EXPECT_EQ(again->guard_pid, 4712);
  EXPECT_EQ(again->pid_start_time, 123'456'789'012U);
  EXPECT_TRUE(again->checks[0].process_ran);
  EXPECT_EQ(again->checks[0].strength, rules::Strength::strong);
  EXPECT_EQ(again->checks[1].strength, rules::Strength::weak);
  EXPECT_THAT(again->checks[1].prerequisites, ElementsAre("mysqld", "data"));
  EXPECT_EQ(again->checks[1].kept_reason, "its package is gone");
  EXPECT_FALSE(again->checks[0].begins_on);
  EXPECT_TRUE(again->checks[1].begins_on);
  EXPECT_TRUE(again->baselines[1].none);
  EXPECT_TRUE(again->unverified);
  EXPECT_TRUE(again->unasked);
  EXPECT_TRUE(again->written_again);
  EXPECT_TRUE(again->series);
  EXPECT_EQ(again->start_delay, 240);
  EXPECT_EQ(again->monit_began, 1'700'000'000);
  EXPECT_THAT(again->unrelated, ElementsAre("log"));
}

TEST(SessionRecord, KeepsEveryPhase) {
  for (const SessionState state : {SessionState::suspending, SessionState::suspended,
                                   SessionState::transaction_ended, SessionState::kept}) {
    SessionRecord record = example();
    record.state = state;
    EXPECT_EQ(session_from_text(to_text(record))->state, state) << name_of(state);
  }
}

// monit accepts any byte in a name. If a name came back changed, its check would never be found.
TEST(SessionRecord, KeepsNamesThatAreNotUtf8) {
  SessionRecord record = example();
  record.checks[0].name = "caf\xE9";
  record.checks[1].prerequisites = {"caf\xE9"};
  record.baselines[0].check = "caf\xE9";
  record.baselines[0].path = "/srv/caf\xE9";
  const auto again = session_from_text(to_text(record));
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_NE(again->find("caf\xE9"), nullptr);
  EXPECT_THAT(again->checks[1].prerequisites, ElementsAre("caf\xE9"));
  EXPECT_EQ(again->baselines[0].check, "caf\xE9");
  EXPECT_EQ(again->baselines[0].path, "/srv/caf\xE9");
}

TEST(SessionRecord, WhatANewerVersionAddsIsPassedOver) {
  const auto record = session_from_text(
      R"({"version": 7, "new": {"deep": [1, 2]}, "phase": "resting", "pid": 12,
          "checks": [{"name": "a", "newer": true}, {"name": "b"}]})");
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->state, SessionState::suspended);
  EXPECT_EQ(record->pid, 12);
  EXPECT_EQ(record->checks.size(), 2U);
}

TEST(SessionRecord, MembersOfAWrongKindGetTheirDefaults) {
  const auto record = session_from_text(
      R"({"pid": "x", "since": [], "packages": 3, "phase": null, "baselines": {},
          "checks": [7, {"name": 7, "above": "b", "process_ran": 1}]})");
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->pid, 0);
  EXPECT_TRUE(record->packages.empty());
  EXPECT_EQ(record->checks.size(), 2U);
}

// Nobody knows which checks to resume then: such a record must not count as one without checks.
TEST(SessionRecord, WithoutAListOfChecksIsDamaged) {
  for (const char* text : {"{}", R"({"checks": 7})", R"({"checks": {}})"}) {
    const auto record = session_from_text(text);
    ASSERT_FALSE(record.ok()) << text;
    EXPECT_EQ(record.error().message, "the session's journal is damaged: it has no checks");
  }
}

TEST(SessionRecord, CutAnywhereItIsAnErrorOrTheWholeRecord) {
  const std::string text = to_text(example());
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto record = session_from_text(text.substr(0, size));
    if (record) {
      EXPECT_EQ(to_text(*record), text) << size;
    } else {
      EXPECT_EQ(record.error().code, ErrorCode::failed);
    }
  }
}

TEST(SessionRecord, NoSingleDamagedByteDoesHarm) {
  const std::string text = to_text(example());
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : {'\0', '\xFF', '{', '"', '9'}) {
      std::string damaged = text;
      damaged[at] = byte;
      const auto record = session_from_text(damaged);
      EXPECT_TRUE(record.ok() || !record.error().message.empty());
    }
  }
}

TEST(SessionRecord, FindsChecksAsMonitDoes) {
  EXPECT_NE(example().find("MySQLd"), nullptr);
  EXPECT_EQ(example().find("mysql"), nullptr);
}

}  // namespace
}  // namespace pkgmap
