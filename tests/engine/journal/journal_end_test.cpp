// How sessions end: whatever fails or is damaged, a session is under way or over, and not both.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/journal.hpp"
#include "engine/system/step.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

const std::string kEnding = "3333333333333333";
const std::string kOther = "4444444444444444";

SessionRecord ending_session(const std::string& id) {
  SessionRecord record;
  record.id = id;
  record.checks.push_back({"check of " + id, false, {}, {}, {}});
  return record;
}

SessionRecord waiting_for_a_proof(const std::string& id) {
  SessionRecord record = ending_session(id);
  record.unverified = true;
  return record;
}

class JournalEnd : public testing::Test {
 protected:
  test::TemporaryDirectory temporary_;
  Journal journal_ = Journal::open(temporary_.file("state")).value();
};

// Whatever fails, nobody may take a session that has ended for one under way whose end was lost, or
// the other way round.
TEST_F(JournalEnd, AStepThatFailsLeavesASessionOrItsEnd) {
  for (const bool with_recheck : {false, true}) {
    bool reached = true;
    for (int failing = 1; reached; ++failing) {
      ASSERT_TRUE(journal_.save(ending_session(kEnding)).ok());
      ASSERT_TRUE(journal_.mark_transaction_ended(kEnding).ok());
      int steps = 0;
      listen_to_steps([&](std::string_view) {
        return ++steps == failing ? Done(Error{ErrorCode::failed, "no"}) : done();
      });
      const Done ended =
          journal_.end(with_recheck ? waiting_for_a_proof(kEnding) : ending_session(kEnding));
      listen_to_steps({});
      reached = steps >= failing;
      EXPECT_NE(journal_.has(kEnding), journal_.is_over(kEnding)) << failing;
      if (ended) {
        EXPECT_TRUE(journal_.is_over(kEnding)) << failing;
      }
      ASSERT_TRUE(journal_.remove_recheck(kEnding).ok());
      ASSERT_TRUE(journal_.remove_end_mark(kEnding).ok());
      ASSERT_TRUE(journal_.forget(kEnding).ok());
    }
  }
}

TEST_F(JournalEnd, AStepThatFailsLeavesTheProofOrTheEndMark) {
  bool reached = true;
  for (int failing = 1; reached; ++failing) {
    ASSERT_TRUE(journal_.end(waiting_for_a_proof(kEnding)).ok());
    int steps = 0;
    listen_to_steps([&](std::string_view) {
      return ++steps == failing ? Done(Error{ErrorCode::failed, "no"}) : done();
    });
    static_cast<void>(journal_.remove_recheck(kEnding));
    listen_to_steps({});
    reached = steps >= failing;
    EXPECT_TRUE(journal_.is_over(kEnding)) << failing;
    ASSERT_TRUE(journal_.remove_recheck(kEnding).ok());
    ASSERT_TRUE(journal_.remove_end_mark(kEnding).ok());
  }
}

TEST_F(JournalEnd, TheProofOfASessionThatCannotBeReadIsNotMade) {
  temporary_.write("state/" + kEnding + ".session", "cut off", 0600);
  EXPECT_FALSE(journal_.has_recheck(kEnding));
  EXPECT_FALSE(journal_.remove_recheck(kEnding).ok());
  EXPECT_TRUE(journal_.has(kEnding));
  const auto all = journal_.all();
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->unreadable, std::vector<std::string>{kEnding});
  EXPECT_THAT(all->damaged.at(0).hint, testing::HasSubstr("'monit summary' shows them"));
}

TEST_F(JournalEnd, ASessionThatWaitsForNoProofStaysAsItIs) {
  ASSERT_TRUE(journal_.save(waiting_for_a_proof(kEnding)).ok());
  ASSERT_TRUE(journal_.remove_recheck(kEnding).ok());
  EXPECT_TRUE(journal_.load(kEnding)->unverified);
  EXPECT_EQ(journal_.load_recheck(kEnding)->checks.size(), 1U);
  EXPECT_TRUE(journal_.remove_recheck(kOther).ok());
  EXPECT_FALSE(journal_.has("../../etc/passwd"));
  EXPECT_FALSE(journal_.has_recheck("../../etc/passwd"));
  EXPECT_FALSE(journal_.is_over("../../etc/passwd"));
  EXPECT_FALSE(journal_.transaction_ended("../../etc/passwd"));
}

TEST_F(JournalEnd, AnEndMarkThatCannotBeReadHasItsSessionAllTheSame) {
  ASSERT_TRUE(journal_.end(ending_session(kEnding)).ok());
  temporary_.write("state/" + kEnding + ".over", "cut off", 0600);
  temporary_.write("state/copy.over", to_text(ending_session(kOther)), 0600);
  const auto over = journal_.over();
  ASSERT_EQ(over.size(), 1U);
  EXPECT_EQ(over[0].id, kEnding);
  EXPECT_TRUE(over[0].checks.empty());
}

// The mark would end the next session of this id before its time.
TEST_F(JournalEnd, ASessionWhoseMarkCannotBeRemovedGoesOn) {
  ASSERT_TRUE(journal_.save(ending_session(kEnding)).ok());
  std::filesystem::create_directory(temporary_.file("state/" + kEnding + ".ended"));
  EXPECT_FALSE(journal_.remove(kEnding).ok());
  EXPECT_FALSE(journal_.forget(kEnding).ok());
  EXPECT_FALSE(journal_.end(waiting_for_a_proof(kEnding)).ok());
  EXPECT_TRUE(journal_.has(kEnding));
  EXPECT_FALSE(journal_.is_over(kEnding));
}

// What was read last is remembered by its text and its name.
TEST_F(JournalEnd, TwoSessionsWithOneTextAreTwo) {
  ASSERT_TRUE(journal_.save(ending_session(kEnding)).ok());
  EXPECT_EQ(journal_.load(kEnding)->id, kEnding);
  temporary_.write("state/" + kOther + ".session",
                   test::read_file(temporary_.file("state/" + kEnding + ".session")), 0600);
  EXPECT_EQ(journal_.load(kOther)->id, kOther);
}

TEST_F(JournalEnd, ASessionThatIsForgottenLeavesNoEndMark) {
  ASSERT_TRUE(journal_.save(ending_session(kEnding)).ok());
  ASSERT_TRUE(journal_.mark_transaction_ended(kEnding).ok());
  ASSERT_TRUE(journal_.forget(kEnding).ok());
  EXPECT_FALSE(journal_.has(kEnding));
  EXPECT_FALSE(journal_.is_over(kEnding));
  EXPECT_FALSE(journal_.transaction_ended(kEnding));
}

}  // namespace
}  // namespace pkgmap
