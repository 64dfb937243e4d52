// Heartbeats on disk, and who is late by them.
#include "engine/journal/heartbeats.hpp"

#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/watchers.hpp"
#include "engine/system/files/state_directory.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::SizeIs;

class Heartbeats : public testing::Test {
 protected:
  Heartbeats() {
    own_.boot_id = boot_id();
    own_.pid = ::getpid();
    own_.start_time = process_facts(::getpid())->start_time;
    own_.next_usec = machine_.steady_usec() + kSilentAtMost;
  }
  void give() const { ASSERT_TRUE(give_heartbeat(store_, own_).ok()); }
  bool late() {
    return is_late({::getpid(), process_facts(::getpid())->start_time, boot_id()}, machine_);
  }

  test::TemporaryDirectory temporary_;
  StateDirectory store_ = StateDirectory::open(temporary_.file("state")).value();
  ProcessesOfThisMachine machine_{temporary_.file("state")};
  Heartbeat own_;
};

TEST_F(Heartbeats, AreReadAsTheyWereGiven) {
  own_.alone_usec = 17;
  give();
  const auto read = last_heartbeat(store_, ::getpid());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->boot_id, own_.boot_id);
  EXPECT_EQ(read->start_time, own_.start_time);
  EXPECT_EQ(read->next_usec, own_.next_usec);
  EXPECT_EQ(read->alone_usec, 17);
  EXPECT_THAT(all_heartbeats(store_), SizeIs(1));
}

TEST_F(Heartbeats, AShorterOneLeavesNothingOfTheOneBefore) {
  own_.alone_usec = 123'456'789;
  give();
  own_.alone_usec = 1;
  give();
  EXPECT_EQ(last_heartbeat(store_, ::getpid())->alone_usec, 1);
}

TEST_F(Heartbeats, AProcessIsLateOnceItsTimeIsOver) {
  give();
  EXPECT_FALSE(late());
  own_.next_usec = machine_.steady_usec() - 1;
  give();
  EXPECT_TRUE(late());
}

TEST_F(Heartbeats, AProcessThatNeverGaveOneIsNotLate) {
  EXPECT_FALSE(late());
}

TEST_F(Heartbeats, ThatOfAnEarlierProcessWithThePidDoesNotCount) {
  own_.next_usec = 1;
  own_.start_time -= 1;
  give();
  EXPECT_FALSE(late());
}

TEST_F(Heartbeats, ThatOfAnEarlierBootDoesNotCount) {
  own_.next_usec = 1;
  own_.boot_id = "another-boot";
  give();
  EXPECT_FALSE(late());
}

TEST_F(Heartbeats, ThatOfAnotherPidInTheFileDoesNotCount) {
  own_.next_usec = 1;
  give();
  ASSERT_TRUE(store_.rename(std::to_string(own_.pid) + ".beat", "1.beat").ok());
  EXPECT_FALSE(last_heartbeat(store_, 1));
  EXPECT_FALSE(last_heartbeat(store_, own_.pid));
  EXPECT_FALSE(last_heartbeat(store_, 0));
  EXPECT_FALSE(last_heartbeat(store_, -1));
}

TEST_F(Heartbeats, OneThatCannotBeReadDoesNotCount) {
  std::filesystem::create_directory(temporary_.file("state/4711.beat"));
  EXPECT_FALSE(last_heartbeat(store_, 4711));
}

TEST_F(Heartbeats, AFileWithAForeignNameIsNone) {
  give();
  const std::string text = store_.read(std::to_string(own_.pid) + ".beat").value();
  for (const char* name : {"x.beat", ".beat", "-4.beat", "0.beat", "99999999999.beat", "4 .beat"}) {
    ASSERT_TRUE(store_.overwrite(name, text).ok());
  }
  EXPECT_THAT(all_heartbeats(store_), SizeIs(1));
}

TEST_F(Heartbeats, OfAProcessThatHasEndedAreRemoved) {
  give();
  ASSERT_TRUE(remove_heartbeat(store_, own_.pid).ok());
  EXPECT_THAT(all_heartbeats(store_), SizeIs(0));
  EXPECT_TRUE(remove_heartbeat(store_, own_.pid).ok());
}

TEST_F(Heartbeats, AreNotAskedForWithoutAStateDirectory) {
  give();
  ProcessesOfThisMachine anywhere;
  EXPECT_FALSE(anywhere.heartbeat(own_.pid));
  EXPECT_FALSE(last_heartbeat_in(temporary_.file("none"), own_.pid));
}

TEST_F(Heartbeats, ADamagedOneDoesNotCount) {
  ASSERT_TRUE(store_.overwrite(std::to_string(::getpid()) + ".beat", "garbage\n").ok());
  EXPECT_FALSE(late());
  EXPECT_THAT(all_heartbeats(store_), SizeIs(0));
}

}  // namespace
}  // namespace pkgmap
