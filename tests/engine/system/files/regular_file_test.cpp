// open_regular() examines what stands at a path before it opens the file.
#include "engine/system/files/regular_file.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class ForRegularFile : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory_.file(name); }
  /// Returns why the file cannot be opened, which is the same by name and below a root.
  std::string why(const std::string& name) const {
    const RegularFile by_name = open_regular(path(name));
    const RegularFile below = open_regular(RootDirectory(directory_.path()), "/" + name);
    EXPECT_EQ(by_name.why(), below.why()) << name;
    EXPECT_FALSE(by_name || below) << name;
    return by_name.why();
  }

  test::TemporaryDirectory directory_;
};

TEST_F(ForRegularFile, ItIsReadFromItsBeginning) {
  directory_.write("file", "content");
  fs::create_symlink("file", path("link"));
  for (const char* name : {"file", "link"}) {
    for (const RegularFile& file :
         {open_regular(path(name)), open_regular(RootDirectory(directory_.path()), "/link")}) {
      ASSERT_TRUE(file) << file.why();
      EXPECT_EQ(file.status.st_size, 7);
      std::array<char, 16> bytes{};
      EXPECT_EQ(::read(file.fd.get(), bytes.data(), bytes.size()), 7);
      EXPECT_EQ(::fcntl(file.fd.get(), F_GETFD), FD_CLOEXEC);
    }
  }
}

TEST_F(ForRegularFile, ALinkInTheLastPlaceIsNotFollowedWithoutLinks) {
  directory_.write("file", "content");
  fs::create_symlink("file", path("link"));
  for (const char* root : {"/", directory_.path().c_str()}) {
    const RootDirectory below(root);
    const std::string around = std::string(root) == "/" ? directory_.path() : std::string();
    EXPECT_TRUE(open_regular_without_link(below, around + "/file"));
    const RegularFile link = open_regular_without_link(below, around + "/link");
    EXPECT_FALSE(link);
    EXPECT_EQ(link.why(), "is not a regular file");
  }
}

TEST_F(ForRegularFile, ALinkInPlaceOfADirectoryIsNotFollowedWithoutLinks) {
  fs::create_directory(path("directory"));
  directory_.write("directory/file", "content");
  fs::create_directory_symlink("directory", path("link"));
  for (const char* root : {"/", directory_.path().c_str()}) {
    const RootDirectory below(root);
    const std::string around = std::string(root) == "/" ? directory_.path() : std::string();
    EXPECT_TRUE(open_regular_without_link(below, around + "/directory/file"));
    EXPECT_TRUE(open_regular(below, around + "/link/file"));
    EXPECT_EQ(open_regular_without_link(below, around + "/link/file").why(), "Not a directory");
    EXPECT_EQ(open_regular_without_link(below, around + "/directory/../directory/file").why(),
              "Too many levels of symbolic links");
    EXPECT_EQ(open_regular_without_link(below, around + "/none/file").why(),
              "No such file or directory");
  }
}

TEST_F(ForRegularFile, AnythingElseIsNotOpened) {
  fs::create_directory(path("directory"));
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  fs::create_symlink("fifo", path("link"));
  fs::create_symlink("gone", path("dangling"));
  EXPECT_EQ(why("directory"), "is a directory");
  EXPECT_EQ(why("fifo"), "is not a regular file");
  EXPECT_EQ(why("link"), "is not a regular file");
  EXPECT_EQ(why("dangling"), "No such file or directory");
  EXPECT_EQ(why("none"), "No such file or directory");
  EXPECT_EQ(open_regular("/dev/zero").why(), "is not a regular file");
  EXPECT_EQ(open_regular(std::string("/etc\0/x", 7)).why(), "No such file or directory");
}

// Opening a fifo would release a writer that waits for a reader.
TEST_F(ForRegularFile, AFifoIsNotEvenOpened) {
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  const pid_t writer = ::fork();
  ASSERT_GE(writer, 0);
  if (writer == 0) ::_exit(::open(path("fifo").c_str(), O_WRONLY) >= 0 ? 0 : 1);
  for (int i = 0; i < 100; ++i) {
    EXPECT_FALSE(open_regular(path("fifo")));
    ::usleep(1000);
  }
  EXPECT_EQ(::waitpid(writer, nullptr, WNOHANG), 0);
  ::kill(writer, SIGKILL);
  ::waitpid(writer, nullptr, 0);
}

// A process replaces the file by a fifo and back as fast as possible.
TEST_F(ForRegularFile, AReplacementBetweenCheckAndUseIsNoUse) {
  directory_.write("file", "content");
  directory_.write("regular", "other");
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  const pid_t swapper = ::fork();
  ASSERT_GE(swapper, 0);
  if (swapper == 0) {
    for (;;) {
      ::renameat2(AT_FDCWD, path("file").c_str(), AT_FDCWD, path("fifo").c_str(), RENAME_EXCHANGE);
    }
  }
  int opened = 0;
  int refused = 0;
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < std::chrono::seconds(2)) {
    const RegularFile file = open_regular(path("file"));
    struct stat status {};
    if (file) {
      ++opened;
      EXPECT_EQ(::fstat(file.fd.get(), &status), 0);
      EXPECT_TRUE(S_ISREG(status.st_mode));
    } else {
      ++refused;
      EXPECT_EQ(file.error, 0);
    }
  }
  ::kill(swapper, SIGKILL);
  ::waitpid(swapper, nullptr, 0);
  EXPECT_GT(opened, 10);
  EXPECT_GT(refused, 10);
}

TEST(WhoElseWrites, SaysWhoseFileItIs) {
  struct stat status {};
  status.st_uid = 0;
  status.st_mode = S_IFREG | 0644;
  EXPECT_EQ(who_else_writes(status), "");
  status.st_mode = S_IFREG | 0664;
  EXPECT_EQ(who_else_writes(status), "its group can write it");
  status.st_mode = S_IFREG | 0666;
  EXPECT_EQ(who_else_writes(status), "everybody can write it");
  status.st_uid = 4711;
  EXPECT_EQ(who_else_writes(status), "it belongs to user 4711");
}

}  // namespace
}  // namespace pkgmap
