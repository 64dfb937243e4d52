// Paths below a root: resolved by the kernel and by our own code, with the same results.
#include "engine/system/files/root_directory.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class BelowARoot : public testing::TestWithParam<RootDirectory::Lookup> {
 protected:
  BelowARoot() {
    fs::create_directories(outside_.path() + "/root/etc/sub");
    outside_.write("secret", "outside");
    outside_.write("root/secret", "top");
    outside_.write("root/etc/file", "inside");
    outside_.write("root/etc/sub/file", "below");
  }

  void link(const std::string& target, const std::string& name) {
    fs::create_symlink(target, outside_.file("root/" + name));
  }

  /// Returns the content of the file, or the text of the error.
  std::string content(const std::string& path, int flags = O_RDONLY) {
    const RootDirectory root(outside_.file("root"), GetParam());
    const Fd fd = root.open(path, flags);
    if (!fd) return std::strerror(errno);
    std::array<char, 64> buffer{};
    const ssize_t size = ::read(fd.get(), buffer.data(), buffer.size());
    return size < 0 ? std::strerror(errno)
                    : std::string(buffer.data(), static_cast<std::size_t>(size));
  }

  test::TemporaryDirectory outside_;
};

TEST_P(BelowARoot, AFileIsOpened) {
  EXPECT_EQ(content("/etc/file"), "inside");
}

TEST_P(BelowARoot, DotsStayBelow) {
  EXPECT_EQ(content("/../../secret"), "top");
  EXPECT_EQ(content("/etc/sub/../../../secret"), "top");
  EXPECT_EQ(content("//etc/./sub/.././file"), "inside");
}

TEST_P(BelowARoot, AnAbsoluteLinkBeginsAtTheRoot) {
  link("/secret", "etc/link");
  EXPECT_EQ(content("/etc/link"), "top");
}

TEST_P(BelowARoot, ARelativeLinkDoesNotLeaveTheRoot) {
  link("../../../../secret", "etc/link");
  EXPECT_EQ(content("/etc/link"), "top");
}

TEST_P(BelowARoot, ALinkOnTheWayIsFollowed) {
  link("/etc/sub", "alias");
  EXPECT_EQ(content("/alias/file"), "below");
  EXPECT_EQ(content("/alias/../file"), "inside") << "'..' is that of the link's target";
}

TEST_P(BelowARoot, ALinkToALinkIsFollowed) {
  link("two", "one");
  link("etc/file", "two");
  EXPECT_EQ(content("/one"), "inside");
}

TEST_P(BelowARoot, LinksThatGoInCirclesEnd) {
  link("b", "a");
  link("a", "b");
  EXPECT_EQ(content("/a"), std::strerror(ELOOP));
}

TEST_P(BelowARoot, AMissingFileSaysSo) {
  EXPECT_EQ(content("/etc/none"), std::strerror(ENOENT));
  EXPECT_EQ(content("/none/file"), std::strerror(ENOENT));
}

TEST_P(BelowARoot, AFileIsNoDirectory) {
  EXPECT_EQ(content("/etc/file/x"), std::strerror(ENOTDIR));
  EXPECT_EQ(content("/etc/file/"), std::strerror(ENOTDIR));
}

TEST_P(BelowARoot, AZeroByteEndsNoPath) {
  EXPECT_EQ(content(std::string("/etc/file\0x", 11)), std::strerror(ENOENT));
}

TEST_P(BelowARoot, TheRootItselfCanBeOpened) {
  const RootDirectory root(outside_.file("root"), GetParam());
  EXPECT_TRUE(root.open("/", O_RDONLY | O_DIRECTORY));
  EXPECT_TRUE(root.open("/etc/", O_RDONLY | O_DIRECTORY));
}

TEST_P(BelowARoot, ADirectoryIsListedWithoutLeavingTheRoot) {
  link("/", "up");
  link("../../..", "out");
  const RootDirectory root(outside_.file("root"), GetParam());
  auto names = root.list("/etc");
  ASSERT_TRUE(names);
  std::sort(names->begin(), names->end());
  EXPECT_EQ(*names, (std::vector<std::string>{"file", "sub"}));
  EXPECT_EQ(root.list("/up")->size(), 4U);
  EXPECT_EQ(root.list("/out")->size(), 4U);
  EXPECT_FALSE(root.list("/etc/file"));
  EXPECT_FALSE(root.list("/none"));
}

// A process moves a directory in and out of the root while a path with ".." is walked.
TEST_P(BelowARoot, WhoeverRenamesWhileWeWalkLeadsUsNowhereElse) {
  fs::create_directories(outside_.file("root/a/b/c"));
  outside_.write("root/a/secret", "inside too");
  const std::string inside = outside_.file("root/a/b/c");
  const std::string moved = outside_.file("moved");
  const pid_t mover = ::fork();
  ASSERT_GE(mover, 0);
  if (mover == 0) {
    for (;;) {
      ::rename(inside.c_str(), moved.c_str());
      ::rename(moved.c_str(), inside.c_str());
    }
  }
  for (int i = 0; i < 3000; ++i) {
    const std::string found = content("/a/b/c/../../../secret");
    const std::string missing = std::strerror(ENOENT);
    EXPECT_TRUE(found == "top" || found == missing) << found;
    if (found != "top" && found != missing) break;
  }
  ::kill(mover, SIGKILL);
  ::waitpid(mover, nullptr, 0);
}

TEST_P(BelowARoot, StatFollowsLinksAndLstatDoesNot) {
  link("/etc/file", "link");
  const RootDirectory root(outside_.file("root"), GetParam());
  struct stat status {};
  ASSERT_EQ(root.stat("/link", true, status), 0);
  EXPECT_TRUE(S_ISREG(status.st_mode));
  ASSERT_EQ(root.stat("/link", false, status), 0);
  EXPECT_TRUE(S_ISLNK(status.st_mode));
}

TEST_P(BelowARoot, DescriptorsAreClosedOnExec) {
  const RootDirectory root(outside_.file("root"), GetParam());
  const Fd fd = root.open("/etc/file", O_RDONLY);
  EXPECT_NE(::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST_P(BelowARoot, ARootThatIsNotThereSaysSoWhenAsked) {
  const RootDirectory root(outside_.file("nothing"), GetParam());
  EXPECT_FALSE(root.open("/etc/file", O_RDONLY));
  EXPECT_EQ(errno, ENOENT);
}

INSTANTIATE_TEST_SUITE_P(RootDirectory, BelowARoot,
                         testing::Values(RootDirectory::Lookup::by_kernel,
                                         RootDirectory::Lookup::by_hand),
                         [](const auto& row) {
                           return row.param == RootDirectory::Lookup::by_kernel ? "ByKernel"
                                                                                : "ByHand";
                         });

}  // namespace
}  // namespace pkgmap
