// What the state directory accepts, and how files in it are written.
#include "engine/system/files/state_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;
using testing::ElementsAre;
using testing::HasSubstr;

mode_t mode_of(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
}

class State : public testing::Test {
 protected:
  State() : path_(temporary_.file("state")) {}
  StateDirectory opened() const { return StateDirectory::open(path_).value(); }

  TemporaryDirectory temporary_;
  std::string path_;
};

TEST_F(State, OverwritesATextInPlace) {
  const StateDirectory state = opened();
  ASSERT_TRUE(state.overwrite("beat", "one\n").ok());
  EXPECT_EQ(mode_of(path_ + "/beat"), 0600U);
  ASSERT_TRUE(state.overwrite("beat", "two\n").ok());
  EXPECT_EQ(state.read("beat").value(), "two\n");
}

TEST_F(State, SaysWhyAnOldFileIsInTheWay) {
  const StateDirectory state = opened();
  fs::create_directory(path_ + "/.x.new");
  const auto written = state.write("x", "text");
  ASSERT_FALSE(written.ok());
  EXPECT_THAT(written.error().message, HasSubstr(": Is a directory"));
}

TEST_F(State, OverwritesNoFileBehindALink) {
  const StateDirectory state = opened();
  const std::string victim = temporary_.write("victim", "precious\n");
  fs::create_symlink(victim, path_ + "/beat");
  EXPECT_FALSE(state.overwrite("beat", "one\n").ok());
  EXPECT_EQ(fs::file_size(victim), std::string("precious\n").size());
}

TEST_F(State, KnowsWhetherItsPathStillLeadsToIt) {
  const StateDirectory state = opened();
  EXPECT_TRUE(state.is_in_place());
  fs::rename(path_, path_ + ".moved");
  EXPECT_FALSE(state.is_in_place());
  const StateDirectory again = opened();
  EXPECT_TRUE(again.is_in_place());
  EXPECT_FALSE(state.is_in_place());
  EXPECT_FALSE(state.overwrite("beat", "").ok() && again.has("beat"));
}

TEST_F(State, IsMadeForItsOwnerAloneWithItsParents) {
  const std::string deep = temporary_.file("a/b/state");
  ASSERT_TRUE(StateDirectory::open(deep).ok());
  EXPECT_EQ(mode_of(deep), 0700U);
  EXPECT_EQ(mode_of(temporary_.file("a/b")), 0755U);
}

TEST_F(State, InAnotherOneMakesThatForItsOwnerAlone) {
  ASSERT_TRUE(StateDirectory::open(path_ + "/monits/b").ok());
  EXPECT_EQ(mode_of(path_), 0700U);
  EXPECT_EQ(mode_of(path_ + "/monits/b"), 0700U);
}

TEST_F(State, InAnotherOneThatOthersMayWriteIsRefused) {
  ASSERT_TRUE(StateDirectory::open(path_ + "/monits/b").ok());
  ::chmod(path_.c_str(), 0777);
  EXPECT_FALSE(StateDirectory::open(path_ + "/monits/b").ok());
  bool missing = false;
  EXPECT_FALSE(StateDirectory::open_existing(path_ + "/monits/b", missing).ok());
  EXPECT_FALSE(missing);
}

TEST_F(State, ASlashAtTheEndMakesNoDifference) {
  ASSERT_TRUE(StateDirectory::open(path_ + "//").ok());
  EXPECT_EQ(mode_of(path_), 0700U);
}

TEST_F(State, ALinkIsRefused) {
  fs::create_directory(temporary_.file("real"));
  fs::create_symlink(temporary_.file("real"), path_);
  EXPECT_FALSE(StateDirectory::open(path_).ok());
}

TEST_F(State, AFileInItsPlaceIsRefused) {
  temporary_.write("state", "");
  EXPECT_FALSE(StateDirectory::open(path_).ok());
}

TEST_F(State, WhatOthersMayWriteIsRefused) {
  for (const mode_t mode : {0720U, 0702U, 0777U, 01777U}) {
    fs::create_directory(path_);
    ::chmod(path_.c_str(), mode);
    const auto directory = StateDirectory::open(path_);
    ASSERT_FALSE(directory.ok()) << std::oct << mode;
    EXPECT_THAT(directory.error().message, HasSubstr("other users may write"));
    fs::remove(path_);
  }
}

TEST_F(State, AnotherUsersDirectoryIsRefused) {
  fs::create_directory(path_);
  if (::chown(path_.c_str(), 65534, 65534) != 0) {
    // Without root, a directory of root's is another user's directory.
    path_ = "/usr";
  }
  EXPECT_FALSE(StateDirectory::open(path_).ok());
}

TEST_F(State, LookingMakesNothing) {
  bool missing = false;
  EXPECT_FALSE(StateDirectory::open_existing(path_, missing).ok());
  EXPECT_TRUE(missing);
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(State, WhatIsWrittenIsReadAgainAndIsTheOwnersAlone) {
  const StateDirectory directory = opened();
  const std::string bytes("a\0b\n", 4);
  ASSERT_TRUE(directory.write("x", bytes).ok());
  EXPECT_EQ(directory.read("x").value(), bytes);
  EXPECT_EQ(mode_of(path_ + "/x"), 0600U);
}

TEST_F(State, AnInterruptedWriteIsNoHindrance) {
  const StateDirectory directory = opened();
  temporary_.write("state/.x.new", "half of");
  ASSERT_TRUE(directory.write("x", "whole").ok());
  EXPECT_EQ(directory.read("x").value(), "whole");
  EXPECT_FALSE(fs::exists(path_ + "/.x.new"));
}

TEST_F(State, ALinkInThePlaceOfTheNewFileIsNotFollowed) {
  const StateDirectory directory = opened();
  temporary_.write("victim", "untouched");
  fs::create_symlink(temporary_.file("victim"), path_ + "/.x.new");
  ASSERT_TRUE(directory.write("x", "whole").ok());
  EXPECT_EQ(test::read_file(temporary_.file("victim")), "untouched");
}

TEST_F(State, AFailedWriteLeavesTheOldContent) {
  const StateDirectory directory = opened();
  ASSERT_TRUE(directory.write("x", "old").ok());
  fs::create_directories(path_ + "/.x.new/in-the-way");
  EXPECT_FALSE(directory.write("x", "new").ok());
  EXPECT_EQ(directory.read("x").value(), "old");
}

TEST_F(State, ReadsNothingButRegularFilesOfBoundedSize) {
  const StateDirectory directory = opened();
  fs::create_directory(path_ + "/directory");
  ASSERT_EQ(::mkfifo((path_ + "/fifo").c_str(), 0600), 0);
  temporary_.write("victim", "secret");
  fs::create_symlink(temporary_.file("victim"), path_ + "/link");
  ASSERT_TRUE(directory.write("long", std::string(101, 'x')).ok());
  for (const char* name : {"directory", "fifo", "link", "missing"}) {
    EXPECT_FALSE(directory.read(name).ok()) << name;
  }
  EXPECT_FALSE(directory.read("long", 100).ok());
  EXPECT_TRUE(directory.read("long", 101).ok());
}

TEST_F(State, AFileThatOthersCanWriteIsNeitherReadNorWrittenNorLocked) {
  const StateDirectory state = opened();
  ASSERT_TRUE(state.write_with_room("x.session", "mine"));
  ASSERT_TRUE(state.append("log", "line", 1000));
  ASSERT_TRUE(state.try_lock("lock"));
  const auto refused = [&](const Done& done, const std::string& doing) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "cannot " + doing + ": other users may write it");
  };
  const auto all_are_refused = [&] {
    const auto text = state.read("x.session");
    refused(text ? done() : Done(text.error()), "read " + path_ + "/x.session");
    refused(state.append("log", "line", 1000), "write " + path_ + "/log");
    const auto lock = state.try_lock("lock");
    refused(lock ? done() : Done(lock.error()), "lock " + path_ + "/lock");
  };
  for (const char* name : {"x.session", "log", "lock"}) ::chmod((path_ + "/" + name).c_str(), 0620);
  all_are_refused();
  for (const char* name : {"x.session", "log", "lock"}) {
    ::chmod((path_ + "/" + name).c_str(), 0600);
    const bool given = ::chown((path_ + "/" + name).c_str(), 4711, 4711) == 0;
    EXPECT_EQ(given, ::geteuid() == 0);
  }
  if (::geteuid() == 0) all_are_refused();
  // A write replaces the refused file.
  EXPECT_TRUE(state.write("x.session", "new"));
  EXPECT_EQ(*state.read("x.session"), "new");
}

TEST_F(State, ARoomThatOthersCanWriteIsReplaced) {
  const StateDirectory state = opened();
  ASSERT_TRUE(state.write_with_room("x", "one"));
  const std::string room = path_ + "/.x.room";
  ASSERT_EQ(::chmod(room.c_str(), 0666), 0);
  ASSERT_TRUE(state.write_with_room("x", "two"));
  EXPECT_EQ(mode_of(path_ + "/x"), 0600U);
  EXPECT_EQ(state.read("x")->substr(0, 3), "two");
}

TEST_F(State, ListsBySuffixAndLeavesOutWhatIsHalfWritten) {
  const StateDirectory directory = opened();
  for (const char* name : {"b.session", "a.session", "lock"}) {
    ASSERT_TRUE(directory.write(name, "").ok());
  }
  temporary_.write("state/.c.session.new", "");
  temporary_.write("state/.d.session", "");
  EXPECT_THAT(directory.list(".session").value(), ElementsAre("a.session", "b.session"));
}

TEST_F(State, WhatIsGoneCanBeRemoved) {
  const StateDirectory directory = opened();
  ASSERT_TRUE(directory.write("x", "").ok());
  EXPECT_TRUE(directory.remove("x").ok());
  EXPECT_FALSE(directory.has("x"));
  EXPECT_TRUE(directory.remove("x").ok());
  ASSERT_TRUE(directory.write("x", "").ok());
  EXPECT_TRUE(directory.remove_unsynced("x").ok());
  EXPECT_FALSE(directory.has("x"));
  EXPECT_TRUE(directory.remove_unsynced("x").ok());
}

TEST_F(State, TheLockIsForOneAtATime) {
  const StateDirectory directory = opened();
  auto first = directory.try_lock("lock");
  ASSERT_TRUE(first.ok());
  ASSERT_NE(*first, nullptr);
  const auto second = directory.try_lock("lock");
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(*second, nullptr);
  first->reset();
  EXPECT_NE(directory.try_lock("lock").value(), nullptr);
}

std::string without_blank_lines(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

TEST_F(State, ATextWithRoomReadsAsItWasWrittenButForBlankLines) {
  const StateDirectory directory = opened();
  for (const std::string text : {"one", "a longer text than the first", "3"}) {
    ASSERT_TRUE(directory.write_with_room("x", text).ok());
    EXPECT_EQ(without_blank_lines(directory.read("x").value()), text);
  }
  EXPECT_EQ(without_blank_lines(directory.read_earlier("x").value()),
            "a longer text than the first");
}

TEST_F(State, ATextThatOutgrowsItsRoomGetsAnother) {
  const StateDirectory directory = opened();
  ASSERT_TRUE(directory.write_with_room("x", "short").ok());
  const std::string text(100'000, 'x');
  ASSERT_TRUE(directory.write_with_room("x", text).ok());
  ASSERT_TRUE(directory.write_with_room("x", text).ok());
  EXPECT_EQ(without_blank_lines(directory.read("x").value()), text);
}

TEST_F(State, TheRoomGoesWithTheText) {
  const StateDirectory directory = opened();
  ASSERT_TRUE(directory.write_with_room("x", "text").ok());
  ASSERT_TRUE(directory.write_with_room("x", "text").ok());
  ASSERT_TRUE(directory.remove("x").ok());
  EXPECT_TRUE(fs::is_empty(path_));
  EXPECT_FALSE(directory.read_earlier("x").ok());
}

TEST_F(State, ATextMovesWithoutItsRoom) {
  const StateDirectory directory = opened();
  for (const char* text : {"one", "two"}) ASSERT_TRUE(directory.write_with_room("x", text).ok());
  for (const char* text : {"3", "4"}) ASSERT_TRUE(directory.write_with_room("y", text).ok());
  ASSERT_TRUE(directory.rename("x", "y").ok());
  EXPECT_EQ(without_blank_lines(directory.read("y").value()), "two");
  EXPECT_FALSE(directory.has("x"));
  EXPECT_FALSE(directory.read_earlier("x").ok());
  EXPECT_FALSE(directory.read_earlier("y").ok());
}

TEST_F(State, ATextThatIsGoneCannotMove) {
  EXPECT_FALSE(opened().rename("x", "y").ok());
}

TEST_F(State, ALinkInThePlaceOfTheRoomIsNotFollowed) {
  const StateDirectory directory = opened();
  temporary_.write("victim", std::string(20'000, 'x'));
  fs::create_symlink(temporary_.file("victim"), path_ + "/.x.room");
  ASSERT_TRUE(directory.write_with_room("x", "text").ok());
  EXPECT_EQ(test::read_file(temporary_.file("victim")), std::string(20'000, 'x'));
}

TEST_F(State, LinesAreAppendedAndTheOldOnesBounded) {
  const StateDirectory directory = opened();
  for (const char* line : {"one", "two"}) ASSERT_TRUE(directory.append("log", line, 10).ok());
  for (const char* line : {"three", "four"}) {
    ASSERT_TRUE(directory.append_unsynced("log", line, 10).ok());
  }
  EXPECT_EQ(directory.read("log").value(), "four\n");
  EXPECT_EQ(directory.read("log.1").value(), "three\n");
}

// An `include` of monit's control file may name a link.
TEST_F(State, ASharedDirectoryMayLieBehindALink) {
  fs::create_directory(temporary_.file("real"));
  fs::create_directory_symlink("real", temporary_.file("link"));
  const auto shared = StateDirectory::open_shared(temporary_.file("link"));
  ASSERT_TRUE(shared.ok()) << shared.error().message;
  ASSERT_TRUE(shared->write("file", "text").ok());
  EXPECT_EQ(test::read_file(temporary_.file("real/file")), "text");
}

TEST_F(State, ASharedDirectoryThatCannotBeUsedIsNoStateDirectoryInTheMessage) {
  const std::string path = temporary_.file("open");
  EXPECT_EQ(StateDirectory::open_shared(path).error().message,
            "cannot open " + path + ": No such file or directory");
  fs::create_directory(path);
  fs::permissions(path, fs::perms::all);
  EXPECT_EQ(StateDirectory::open_shared(path).error().message, "other users may write " + path);
}

}  // namespace
}  // namespace pkgmap
