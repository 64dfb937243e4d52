// The sessions of a state directory.
#include "engine/journal/journal.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/watchers.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/process/proc.hpp"
#include "engine/system/step.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;

SessionRecord session(const std::string& id, std::int64_t since = 0) {
  SessionRecord record;
  record.id = id;
  record.since = since;
  record.checks.push_back({"check of " + id, false, {}, {}, {}});
  return record;
}

SessionRecord unverified(const std::string& id) {
  SessionRecord record = session(id);
  record.unverified = true;
  return record;
}

const std::string kFirst = "1111111111111111";
const std::string kSecond = "2222222222222222";

class JournalTest : public testing::Test {
 protected:
  JournalTest() : path_(temporary_.file("state")), journal_(Journal::open(path_).value()) {}

  test::TemporaryDirectory temporary_;
  std::string path_;
  Journal journal_;
};

TEST_F(JournalTest, KeepsASessionUntilItIsRemoved) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  EXPECT_TRUE(journal_.has(kFirst));
  EXPECT_EQ(journal_.load(kFirst)->checks[0].name, "check of " + kFirst);
  ASSERT_TRUE(journal_.remove(kFirst).ok());
  EXPECT_FALSE(journal_.has(kFirst));
}

TEST_F(JournalTest, TheMarkOfItsEndGoesWithTheSession) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  EXPECT_FALSE(journal_.transaction_ended(kFirst));
  ASSERT_TRUE(journal_.mark_transaction_ended(kFirst).ok());
  EXPECT_TRUE(journal_.transaction_ended(kFirst));
  EXPECT_EQ(journal_.all()->sessions.size(), 1U);
  ASSERT_TRUE(journal_.remove(kFirst).ok());
  EXPECT_FALSE(journal_.transaction_ended(kFirst));
}

TEST_F(JournalTest, AnUnknownSessionIsWrongUsage) {
  for (const std::string& id :
       {kFirst, std::string("../../etc/passwd"), std::string(), std::string("short")}) {
    const auto record = journal_.load(id);
    ASSERT_FALSE(record.ok()) << id;
    EXPECT_EQ(record.error().code, ErrorCode::usage) << id;
  }
}

TEST_F(JournalTest, ListsTheOldestFirst) {
  ASSERT_TRUE(journal_.save(session(kFirst, 20)).ok());
  ASSERT_TRUE(journal_.save(session(kSecond, 10)).ok());
  const auto all = journal_.all();
  ASSERT_EQ(all->sessions.size(), 2U);
  EXPECT_EQ(all->sessions[0].id, kSecond);
  EXPECT_EQ(all->sessions[1].id, kFirst);
}

TEST_F(JournalTest, ADamagedSessionIsToldAndHidesNoOther) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  const std::string text = to_text(session(kSecond));
  for (std::size_t size = 0; size < text.size() - 1; ++size) {
    temporary_.write("state/" + kSecond + ".session", text.substr(0, size), 0600);
    const auto all = journal_.all();
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all->sessions.size(), 1U) << size;
    EXPECT_EQ(all->sessions[0].id, kFirst);
    ASSERT_EQ(all->damaged.size(), 1U) << size;
    EXPECT_THAT(all->damaged[0].message, HasSubstr(kSecond));
  }
}

// `resume` could not be called with the name of such a file.
TEST_F(JournalTest, AFileWithAForeignNameIsNoSession) {
  temporary_.write("state/copy.session", to_text(session(kFirst)), 0600);
  const auto all = journal_.all();
  EXPECT_TRUE(all->sessions.empty());
  EXPECT_EQ(all->damaged.size(), 1U);
}

TEST_F(JournalTest, TheFilesNameDecidesWhichSessionItIs) {
  temporary_.write("state/" + kSecond + ".session", to_text(session(kFirst)), 0600);
  EXPECT_EQ(journal_.load(kSecond)->id, kSecond);
}

TEST_F(JournalTest, TheLockIsAwaitedAndThenGivenUp) {
  const auto held = lock(this_host(), journal_);
  ASSERT_TRUE(held.ok());
  const auto second = lock(this_host(), journal_);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::locked);
}

TEST_F(JournalTest, TheLockEndsWithItsHolder) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = journal_.try_lock();
    ::_exit(held && *held ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(lock(this_host(), journal_).ok());
}

TEST_F(JournalTest, ADamagedSessionIsAnsweredAsItWasBefore) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  SessionRecord later = session(kFirst);
  later.checks.push_back({"another", false, {}, {}, {}});
  ASSERT_TRUE(journal_.save(later).ok());
  ASSERT_TRUE(journal_.save(later).ok());
  temporary_.write("state/" + kFirst + ".session", to_text(later).substr(0, 300), 0600);
  const auto record = journal_.load(kFirst);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->checks.size(), 2U);
}

// The first text has no guard yet; the newest one, which cannot be read, may have.
TEST_F(JournalTest, ADamagedSessionDoesNotCountAsOneThatNeverBegan) {
  SessionRecord signed_by_guard = session(kFirst);
  signed_by_guard.guard_pid = ::getpid();
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  EXPECT_TRUE(never_began(*journal_.load(kFirst)));
  ASSERT_TRUE(journal_.save(signed_by_guard).ok());
  temporary_.write("state/" + kFirst + ".session", "cut off", 0600);
  const auto record = journal_.load(kFirst);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record->guard_pid, 0);
  EXPECT_FALSE(never_began(*record));
  EXPECT_TRUE(holds(*record, "check of " + kFirst));
}

TEST_F(JournalTest, AProofIsNoSession) {
  ASSERT_TRUE(journal_.end(unverified(kFirst)).ok());
  EXPECT_FALSE(journal_.has(kFirst));
  EXPECT_TRUE(journal_.all()->sessions.empty());
  EXPECT_EQ(journal_.rechecks(), std::vector<std::string>{kFirst});
  EXPECT_EQ(journal_.load_recheck(kFirst)->checks[0].name, "check of " + kFirst);
  ASSERT_TRUE(journal_.remove_recheck(kFirst).ok());
  EXPECT_FALSE(journal_.has_recheck(kFirst));
}

TEST_F(JournalTest, ASessionThatIsOverBecomesAProof) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  ASSERT_TRUE(journal_.mark_transaction_ended(kFirst).ok());
  SessionRecord last = unverified(kFirst);
  last.checks[0].name = "another";
  ASSERT_TRUE(journal_.end(last).ok());
  EXPECT_FALSE(journal_.has(kFirst));
  EXPECT_FALSE(journal_.transaction_ended(kFirst));
  EXPECT_EQ(journal_.load_recheck(kFirst)->checks[0].name, "another");
}

TEST_F(JournalTest, ASessionThatResumedNothingLeavesAnEndMark) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  EXPECT_FALSE(journal_.is_over(kFirst));
  ASSERT_TRUE(journal_.end(session(kFirst)).ok());
  EXPECT_FALSE(journal_.has(kFirst));
  EXPECT_FALSE(journal_.has_recheck(kFirst));
  EXPECT_TRUE(journal_.is_over(kFirst));
  EXPECT_EQ(journal_.all()->over, std::vector<std::string>{kFirst});
  EXPECT_EQ(journal_.over().at(0).checks.at(0).name, "check of " + kFirst);
  ASSERT_TRUE(journal_.remove_end_mark(kFirst).ok());
  EXPECT_FALSE(journal_.is_over(kFirst));
}

TEST_F(JournalTest, ASessionIsOverBeforeAndAfterItsRecheck) {
  ASSERT_TRUE(journal_.end(unverified(kFirst)).ok());
  EXPECT_TRUE(journal_.is_over(kFirst));
  ASSERT_TRUE(journal_.remove_recheck(kFirst).ok());
  EXPECT_TRUE(journal_.is_over(kFirst));
}

// Otherwise the guard would take a session that has ended for one that was removed.
TEST_F(JournalTest, ASessionWhoseRecordWasRemovedLeavesAnEndMarkToo) {
  ASSERT_TRUE(journal_.end(session(kFirst)).ok());
  EXPECT_TRUE(journal_.is_over(kFirst));
}

TEST_F(JournalTest, ARecordThatIsGoneIsNotOver) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  std::filesystem::remove(journal_.store().path() + "/" + kFirst + ".session");
  EXPECT_FALSE(journal_.has(kFirst));
  EXPECT_FALSE(journal_.is_over(kFirst));
}

TEST_F(JournalTest, ASessionThatKeepsChecksIsItsOwnProof) {
  SessionRecord kept = unverified(kFirst);
  kept.state = SessionState::kept;
  ASSERT_TRUE(journal_.save(kept).ok());
  EXPECT_EQ(journal_.rechecks(), std::vector<std::string>{kFirst});
  ASSERT_TRUE(journal_.has_recheck(kFirst));
  EXPECT_EQ(journal_.load_recheck(kFirst)->checks.size(), 1U);
  ASSERT_TRUE(journal_.remove_recheck(kFirst).ok());
  EXPECT_FALSE(journal_.has_recheck(kFirst));
  EXPECT_TRUE(journal_.has(kFirst));
}

TEST_F(JournalTest, ASessionThatIsBeingResumedIsNoProofYet) {
  ASSERT_TRUE(journal_.save(unverified(kFirst)).ok());
  EXPECT_FALSE(journal_.has_recheck(kFirst));
  EXPECT_TRUE(journal_.rechecks().empty());
}

// A process that dies at any of these steps leaves the session or its recheck.
TEST_F(JournalTest, ASessionThatIsOverIsASessionOrAProofAtEveryStep) {
  ASSERT_TRUE(journal_.save(session(kFirst)).ok());
  int steps = 0;
  listen_to_steps([&](std::string_view) {
    ++steps;
    EXPECT_NE(journal_.has(kFirst), journal_.has_recheck(kFirst));
    return done();
  });
  EXPECT_TRUE(journal_.end(unverified(kFirst)).ok());
  listen_to_steps({});
  EXPECT_GT(steps, 3);
}

TEST_F(JournalTest, ReloadsHaveALockOfTheirOwn) {
  const auto acting = journal_.try_lock();
  const auto held = journal_.try_lock_reloads();
  ASSERT_TRUE(held.ok());
  EXPECT_NE(*held, nullptr);
  EXPECT_EQ(*journal_.try_lock_reloads(), nullptr);
}

TEST(Sessions, ThereAreNoneWithoutAStateDirectory) {
  const test::TemporaryDirectory temporary;
  const auto found = read_sessions(temporary.file("missing"));
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->sessions.empty());
  EXPECT_FALSE(std::filesystem::exists(temporary.file("missing")));
}

TEST(SessionId, IsRandomAndOfOneForm) {
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.insert(new_session_id());
  EXPECT_EQ(ids.size(), 100U);
  for (const std::string& id : ids) EXPECT_TRUE(is_session_id(id)) << id;
  for (const char* text :
       {"", "123", "0123456789ABCDEF", "0123456789abcde/", "0123456789abcdef0"}) {
    EXPECT_FALSE(is_session_id(text)) << text;
  }
}

class Watchers : public testing::Test {
 protected:
  Watchers() {
    record_.boot_id = boot_id();
    record_.pid = record_.guard_pid = ::getpid();
    record_.pid_start_time = record_.guard_start_time = process_facts(::getpid())->start_time;
  }
  SessionRecord record_;
  ProcessesOfThisMachine machine_;
};

TEST_F(Watchers, AreThere) {
  EXPECT_TRUE(manager_alive(record_, machine_));
  EXPECT_TRUE(guard_alive(record_, machine_));
  EXPECT_TRUE(under_way(record_, machine_));
}

TEST_F(Watchers, APidThatIsUsedAgainIsSomebodyElse) {
  record_.pid_start_time += 1;
  record_.guard_start_time += 1;
  EXPECT_FALSE(manager_alive(record_, machine_));
  EXPECT_FALSE(under_way(record_, machine_));
}

// Before monit has answered, a check is suspended only if the time is known at which it went off.
TEST(HasSuspended, IsWhatWentOffForTheSession) {
  SessionRecord record = session(kFirst);
  record.guard_pid = 1;
  const std::string check = record.checks[0].name;
  EXPECT_TRUE(has_suspended(record, check));
  EXPECT_FALSE(has_suspended(record, "another"));
  record.unasked = true;
  EXPECT_FALSE(has_suspended(record, check));
  record.checks[0].off_usec = 1;
  EXPECT_TRUE(has_suspended(record, check));
  record.checks[0].went_off_again = true;
  EXPECT_FALSE(has_suspended(record, check));
}

TEST_F(Watchers, NothingLivesOnThroughABoot) {
  record_.boot_id = "another boot";
  EXPECT_FALSE(manager_alive(record_, machine_));
  EXPECT_FALSE(under_way(record_, machine_));
}

TEST_F(Watchers, ASessionWithoutAGuardIsNobodys) {
  record_.guard_pid = 0;
  EXPECT_FALSE(under_way(record_, machine_));
}

TEST_F(Watchers, WithTheManagerAliveItsHookIsStillToCome) {
  record_.guard_start_time += 1;
  EXPECT_TRUE(under_way(record_, machine_));
}

TEST_F(Watchers, WhatIsKeptIsUnderWayNoMore) {
  record_.state = SessionState::kept;
  EXPECT_FALSE(under_way(record_, machine_));
}

}  // namespace
}  // namespace pkgmap
