// The first pid in a text, and which pidfiles are trusted.
#include "engine/system/process/pidfile.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

TEST(PidInText, IsTheNumberThatTheTextBeginsWith) {
  EXPECT_EQ(pid_in_text("42"), 42);
  EXPECT_EQ(pid_in_text(" \t\n42\nrest"), 42);
  EXPECT_EQ(pid_in_text("42x"), 42);
  for (const char* text : {"", " ", "x42", "-1", "0", "99999999999999999999"}) {
    EXPECT_EQ(pid_in_text(text), 0) << text;
  }
}

class PidfileOf : public testing::Test {
 protected:
  std::string path() const { return directory_.file("pid"); }
  test::TemporaryDirectory directory_;
};

TEST_F(PidfileOf, AnOwnerWhoAloneWritesItIsToldApart) {
  directory_.write("pid", "42\n", 0644);
  auto read = read_pidfile(path());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pid, 42);
  EXPECT_EQ(read->owner, ::geteuid());
  EXPECT_TRUE(read->only_owner_writes);
  ASSERT_EQ(::chmod(path().c_str(), 0664), 0);
  read = read_pidfile(path());
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->only_owner_writes);
}

TEST_F(PidfileOf, ALinkIsFollowedAndNotTrusted) {
  directory_.write("other", "42\n", 0644);
  std::filesystem::create_symlink(directory_.file("other"), path());
  const auto read = read_pidfile(path());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->pid, 42);
  EXPECT_FALSE(read->only_owner_writes);
}

TEST_F(PidfileOf, NoPidIsNoAnswer) {
  EXPECT_FALSE(read_pidfile(path()));
  directory_.write("pid", "none\n", 0644);
  EXPECT_FALSE(read_pidfile(path()));
}

TEST_F(PidfileOf, AFifoIsNotWaitedFor) {
  ASSERT_EQ(::mkfifo(path().c_str(), 0600), 0);
  EXPECT_FALSE(read_pidfile(path()));
  EXPECT_FALSE(read_pidfile(directory_.path()));
}

}  // namespace
}  // namespace pkgmap
