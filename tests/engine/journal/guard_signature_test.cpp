// The guard names itself beside the record of its session, and changes no record.
#include "engine/journal/guard_signature.hpp"

#include <gtest/gtest.h>

#include "engine/journal/journal.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

const std::string kSession = "1111111111111111";
const std::string kBoot = "this-boot";
const NamedProcess kGuard{4711, 100, kBoot};
const NamedProcess kAnother{4712, 200, kBoot};

class GuardSignature : public testing::Test {
 protected:
  GuardSignature() : journal_(Journal::open(temporary_.file("state")).value()) {
    EXPECT_TRUE(journal_.save(session()).ok());
  }

  static SessionRecord session() {
    SessionRecord record;
    record.id = kSession;
    record.boot_id = kBoot;
    record.checks.push_back({"first", false, {}, {}, {}});
    return record;
  }
  int guard() const { return journal_.load(kSession)->guard_pid; }
  bool left() const { return journal_.store().has(kSession + ".guard"); }
  void write(const std::string& text) {
    temporary_.write("state/" + kSession + ".guard", text, 0600);
  }

  test::TemporaryDirectory temporary_;
  Journal journal_;
};

TEST_F(GuardSignature, NamesTheGuardOfTheSession) {
  EXPECT_EQ(guard(), 0);
  ASSERT_TRUE(journal_.sign(kSession, kGuard).ok());
  const SessionRecord record = journal_.load(kSession).value();
  EXPECT_EQ(record.guard_pid, 4711);
  EXPECT_EQ(record.guard_start_time, 100U);
  EXPECT_EQ(journal_.all()->sessions.at(0).guard_pid, 4711);
  ASSERT_TRUE(journal_.sign(kSession, kAnother).ok());
  EXPECT_EQ(guard(), 4712);
}

// Whoever holds the lock writes the record while the guard begins, from a copy of before, too.
TEST_F(GuardSignature, AndTheRecordDoNotOverwriteEachOther) {
  const SessionRecord before = journal_.load(kSession).value();
  SessionRecord newer = before;
  newer.checks.push_back({"second", false, {}, {}, {}});
  ASSERT_TRUE(journal_.save(newer).ok());
  ASSERT_TRUE(journal_.sign(kSession, kGuard).ok());
  EXPECT_EQ(journal_.load(kSession)->checks.size(), 2U);
  ASSERT_TRUE(journal_.save(before).ok());
  EXPECT_EQ(guard(), 4711);
}

TEST_F(GuardSignature, OfASessionThatHasEndedIsRefused) {
  ASSERT_TRUE(journal_.remove(kSession).ok());
  EXPECT_FALSE(journal_.sign(kSession, kGuard).ok());
  EXPECT_FALSE(journal_.has(kSession));
  EXPECT_FALSE(left());
}

TEST_F(GuardSignature, OfAnotherBootDoesNotCount) {
  ASSERT_TRUE(journal_.sign(kSession, {4711, 100, "another-boot"}).ok());
  EXPECT_EQ(guard(), 0);
  EXPECT_TRUE(never_began(*journal_.load(kSession)));
}

TEST_F(GuardSignature, IsTakenBackByItsGuardAlone) {
  ASSERT_TRUE(journal_.sign(kSession, kGuard).ok());
  journal_.take_back_signature(kSession, kAnother);
  journal_.take_back_signature(kSession, {4711, 101, kBoot});
  journal_.take_back_signature(kSession, {4711, 100, "another-boot"});
  EXPECT_EQ(guard(), 4711);
  journal_.take_back_signature(kSession, kGuard);
  EXPECT_EQ(guard(), 0);
  EXPECT_FALSE(left());
}

// Such a guard may have suspended checks, so nobody may take the session for one that never began.
TEST_F(GuardSignature, ThatCannotBeReadMayBeThatOfAGuard) {
  for (const char* damaged : {"", "this-boot", "this-boot 0 100", "this-boot -1 100",
                              "this-boot x 1", "this-boot 4711"}) {
    write(damaged);
    EXPECT_EQ(guard(), 0) << damaged;
    EXPECT_FALSE(never_began(*journal_.load(kSession))) << damaged;
  }
}

TEST_F(GuardSignature, GoesWithTheLastTextOfTheSession) {
  ASSERT_TRUE(journal_.sign(kSession, kGuard).ok());
  ASSERT_TRUE(journal_.remove(kSession).ok());
  EXPECT_EQ(journal_.over().at(0).guard_pid, 4711);
  ASSERT_TRUE(journal_.remove_end_mark(kSession).ok());
  EXPECT_FALSE(left());

  ASSERT_TRUE(journal_.save(session()).ok());
  ASSERT_TRUE(journal_.sign(kSession, kGuard).ok());
  ASSERT_TRUE(journal_.forget(kSession).ok());
  EXPECT_FALSE(left());
}

}  // namespace
}  // namespace pkgmap
