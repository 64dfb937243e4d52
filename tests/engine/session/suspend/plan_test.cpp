// What a session takes over from the records of other sessions.
#include "engine/session/suspend/plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SessionRecord session_of(std::int64_t incarnation, const std::string& check) {
  SessionRecord record;
  record.state = SessionState::suspended;
  record.guard_pid = 100;
  record.incarnation = incarnation;
  record.checks.emplace_back().name = check;
  return record;
}

TEST(AdoptedChecks, KeepThePrerequisitesThatMonitHasRead) {
  SessionRecord record = session_of(1000, "mine");
  SessionRecord dead = session_of(1000, "theirs");
  dead.checks[0].prerequisites = {"below"};
  adopt(dead, record);
  ASSERT_NE(record.find("theirs"), nullptr);
  EXPECT_THAT(record.find("theirs")->prerequisites, ElementsAre("below"));
}

TEST(AdoptedChecks, LoseThePrerequisitesThatAnEarlierIncarnationHad) {
  SessionRecord record = session_of(1000, "mine");
  SessionRecord dead = session_of(900, "theirs");
  dead.checks[0].prerequisites = {"below"};
  adopt(dead, record);
  ASSERT_NE(record.find("theirs"), nullptr);
  EXPECT_THAT(record.find("theirs")->prerequisites, IsEmpty());
}

TEST(LearnedChecks, AreThoseOfSessionsThatBegan) {
  for (const bool began : {true, false}) {
    SessionRecord record = session_of(1000, "mine");
    SessionRecord other = session_of(1000, "mine");
    other.checks[0].process_ran = true;
    if (!began) {
      other.state = SessionState::suspending;
      other.guard_pid = 0;
    }
    learn_from({other}, record);
    EXPECT_EQ(record.checks[0].process_ran, began);
  }
}

}  // namespace
}  // namespace pkgmap
