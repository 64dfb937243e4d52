#include "engine/image/image_files.hpp"

#include <sys/stat.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap::image {
namespace {

Entry entry_of(const std::string& path, std::uint32_t number, std::uint64_t size) {
  Entry entry;
  entry.path = path;
  entry.place = {0, number};
  entry.mode = S_IFREG | 0644U;
  entry.size = size;
  return entry;
}

class ImageFilesTest : public testing::Test {
 protected:
  ImageFilesTest() : files_(*ImageFiles::in(directory_.path())) {}

  void add(const Entry& entry) { ASSERT_TRUE(tree_.add(entry).ok()); }
  void piece(const std::string& bytes) { ASSERT_TRUE(files_.add_piece({0, bytes}).ok()); }
  ino_t inode_of(const std::string& name) const {
    struct stat status {};
    EXPECT_EQ(::lstat(directory_.file("root/" + name).c_str(), &status), 0);
    return status.st_ino;
  }
  std::string text_of(const std::string& name) const {
    return test::read_file(directory_.file("root/" + name));
  }

  test::TemporaryDirectory directory_;
  ImageFiles files_;
  ImageTree tree_{false};
};

TEST_F(ImageFilesTest, AContentThatWasDroppedCanComeAgain) {
  const Entry half = entry_of("half", 0, 8);
  const Entry whole = entry_of("whole", 1, 4);
  add(half);
  add(whole);
  ASSERT_TRUE(files_.make(tree_).ok());
  files_.begin(whole);
  piece("text");
  ASSERT_TRUE(files_.end().ok());
  files_.begin(half);
  piece("1234");
  EXPECT_EQ(files_.drop(), 4U);
  ASSERT_TRUE(files_.fill({inode_of("whole")}, tree_).ok());
  EXPECT_EQ(text_of("whole"), "text");
  EXPECT_FALSE(files_.find(inode_of("half"))->filled);
  EXPECT_EQ(files_.unfilled({0, 1, 2}), std::vector<ino_t>{inode_of("half")});
  files_.begin(half);
  piece("12345678");
  ASSERT_TRUE(files_.end().ok());
  ASSERT_TRUE(files_.fill({inode_of("half")}, tree_).ok());
  EXPECT_EQ(text_of("half"), "12345678");
}

// For want of memory, a content may stay where it came.
TEST_F(ImageFilesTest, AContentMayComeTwice) {
  const Entry entry = entry_of("x", 0, 4);
  add(entry);
  ASSERT_TRUE(files_.make(tree_).ok());
  for (const char* text : {"long", "new!"}) {
    files_.begin(entry);
    piece(text);
    ASSERT_TRUE(files_.end().ok());
  }
  ASSERT_TRUE(files_.fill({inode_of("x")}, tree_).ok());
  EXPECT_EQ(text_of("x"), "new!");
}

TEST_F(ImageFilesTest, ContentsOfWhichNoPieceCameHaveNothingToDrop) {
  add(entry_of("x", 0, 4));
  files_.begin(entry_of("x", 0, 4));
  EXPECT_EQ(files_.drop(), 0U);
}

}  // namespace
}  // namespace pkgmap::image
