// Replacing the text of a file in place: what stays, and which files are refused.
#include "engine/system/files/replace_text.hpp"

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::read_file;
using testing::HasSubstr;

class ReplaceText : public testing::Test {
 protected:
  std::string message(const std::string& before = "old\n") const {
    const auto replaced = replace_text(path_, before, "new\n");
    return replaced ? "" : replaced.error().message;
  }
  std::size_t entries() const {
    const fs::directory_iterator all(directory_.path());
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  test::TemporaryDirectory directory_;
  std::string path_ = directory_.write("monitrc", "old\n", 0600);
};

TEST_F(ReplaceText, WritesTheNewTextAndKeepsTheOldFile) {
  EXPECT_EQ(message(), "");
  EXPECT_EQ(read_file(path_), "new\n");
  EXPECT_EQ(read_file(path_ + "~"), "old\n");
  EXPECT_EQ(entries(), 2U);
}

TEST_F(ReplaceText, AnEarlierCopyIsReplaced) {
  directory_.write("monitrc~", "older\n");
  EXPECT_EQ(message(), "");
  EXPECT_EQ(read_file(path_ + "~"), "old\n");
}

TEST_F(ReplaceText, ModeAndAttributesStay) {
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const bool labels = ::setxattr(path_.c_str(), "user.label", "x", 1, 0) == 0;
  EXPECT_EQ(message(), "");
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0640U);
  char value = 0;
  EXPECT_EQ(::getxattr(path_.c_str(), "user.label", &value, 1), labels ? 1 : -1);
}

TEST_F(ReplaceText, ALinkIsRefused) {
  fs::rename(path_, path_ + ".real");
  fs::create_symlink("monitrc.real", path_);
  EXPECT_EQ(message(), path_ + " is not changed: it is a link");
  EXPECT_TRUE(fs::is_symlink(path_));
  EXPECT_FALSE(may_replace(path_, "old\n"));
}

TEST_F(ReplaceText, AFileThatOthersMayWriteIsRefused) {
  fs::permissions(path_, fs::perms::group_write, fs::perm_options::add);
  EXPECT_THAT(message(), HasSubstr("other users may write it"));
}

TEST_F(ReplaceText, AForeignFileIsRefused) {
  if (::geteuid() != 0) {
    path_ = "/etc/passwd";
    EXPECT_THAT(message(read_file(path_)), HasSubstr("belongs to another user"));
    return;
  }
  ASSERT_EQ(::chown(path_.c_str(), 1, 0), 0);
  EXPECT_THAT(message(), HasSubstr("belongs to another user"));
  EXPECT_EQ(read_file(path_), "old\n");
}

TEST_F(ReplaceText, ATextThatChangedMeanwhileIsLeftAlone) {
  EXPECT_THAT(message("other\n"), HasSubstr("changed since it was read"));
  EXPECT_THAT(message("old\nand more\n"), HasSubstr("changed since it was read"));
  EXPECT_THAT(message("old"), HasSubstr("changed since it was read"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(ReplaceText, WhatIsNoFileIsRefused) {
  path_ = directory_.path();
  EXPECT_THAT(message(), HasSubstr("not a regular file"));
  path_ = directory_.file("absent");
  EXPECT_THAT(message(), HasSubstr("No such file"));
}

TEST_F(ReplaceText, WithoutACopyNothingIsWritten) {
  fs::create_directory(path_ + "~");
  EXPECT_THAT(message(), HasSubstr("the old file cannot be kept"));
  EXPECT_EQ(read_file(path_), "old\n");
  EXPECT_EQ(entries(), 2U);
}

TEST_F(ReplaceText, MayReplaceChangesNothing) {
  EXPECT_TRUE(may_replace(path_, "old\n"));
  EXPECT_EQ(entries(), 1U);
}

}  // namespace
}  // namespace pkgmap
