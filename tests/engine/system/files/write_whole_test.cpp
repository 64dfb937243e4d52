// Writing a file that a person named: what stands there before, and which links are refused.
#include "engine/system/files/write_whole.hpp"

#include <sys/stat.h>
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

class WriteWhole : public testing::Test {
 protected:
  std::string at(const std::string& name) const { return directory_.path() + "/" + name; }
  std::string message(const std::string& path) const {
    const auto written = write_whole(path, "new\n");
    return written ? "" : written.error().message;
  }
  static mode_t mode_of(const std::string& path) {
    struct stat info {};
    EXPECT_EQ(::lstat(path.c_str(), &info), 0);
    return info.st_mode & 07777U;
  }
  std::size_t entries() const {
    const fs::directory_iterator all(directory_.path());
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  test::TemporaryDirectory directory_;
};

TEST_F(WriteWhole, ANewFileIsForItsOwnerAlone) {
  const mode_t before = ::umask(0);
  EXPECT_EQ(message(at("page")), "");
  ::umask(before);
  EXPECT_EQ(read_file(at("page")), "new\n");
  EXPECT_EQ(mode_of(at("page")), 0600U);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(WriteWhole, AReplacedFileKeepsItsMode) {
  directory_.write("page", "old\n", 0644);
  EXPECT_EQ(message(at("page")), "");
  EXPECT_EQ(read_file(at("page")), "new\n");
  EXPECT_EQ(mode_of(at("page")), 0644U);
  EXPECT_EQ(entries(), 1U);
}

TEST_F(WriteWhole, AReaderOfTheOldFileGoesOnReadingIt) {
  directory_.write("page", "old\n");
  fs::create_hard_link(at("page"), at("held"));
  EXPECT_EQ(message(at("page")), "");
  EXPECT_EQ(read_file(at("held")), "old\n");
}

TEST_F(WriteWhole, FollowsNoLink) {
  directory_.write("target", "old\n");
  fs::create_symlink(at("target"), at("page"));
  EXPECT_THAT(message(at("page")), HasSubstr("page is not written: it is a link"));
  EXPECT_EQ(read_file(at("target")), "old\n");
  fs::create_symlink(at("nowhere"), at("dangling"));
  EXPECT_THAT(message(at("dangling")), HasSubstr("it is a link"));
  EXPECT_FALSE(fs::exists(at("nowhere")));
}

TEST_F(WriteWhole, FollowsNoLinkOnTheWay) {
  fs::create_directory(at("real"));
  fs::create_directory_symlink(at("real"), at("link"));
  EXPECT_THAT(message(at("link/page")),
              HasSubstr("a part of its directory is a link or no directory"));
  EXPECT_FALSE(fs::exists(at("real/page")));
  EXPECT_EQ(message(at("real/../real/page")), "");
}

TEST_F(WriteWhole, RefusesWhatIsNoRegularFile) {
  fs::create_directory(at("directory"));
  ASSERT_EQ(::mkfifo(at("fifo").c_str(), 0600), 0);
  EXPECT_THAT(message(at("directory")), HasSubstr("it is a directory"));
  EXPECT_THAT(message(at("directory/")), HasSubstr("it is a directory"));
  EXPECT_THAT(message(at("fifo")), HasSubstr("it is not a regular file"));
  EXPECT_THAT(message(at("missing/page")), HasSubstr("No such file or directory"));
  EXPECT_EQ(entries(), 2U);
}

TEST_F(WriteWhole, RefusesTheFileOfAnotherUser) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  directory_.write("page", "old\n");
  ASSERT_EQ(::chown(at("page").c_str(), 65534, 65534), 0);
  EXPECT_THAT(message(at("page")), HasSubstr("it belongs to another user"));
  EXPECT_EQ(read_file(at("page")), "old\n");
}

}  // namespace
}  // namespace pkgmap
