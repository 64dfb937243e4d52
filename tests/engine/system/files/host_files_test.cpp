// Reading and globbing files of a host, also below another root.
#include "engine/system/files/host_files.hpp"

#include <sys/stat.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

namespace fs = std::filesystem;

class FilesOfTheHost : public testing::Test {
 protected:
  FilesOfTheHost() { fs::create_directories(host_.path() + "/etc/d/sub"); }

  /// Paths below the directory of the test.
  std::vector<std::string> glob(const std::string& pattern) {
    return HostFiles(host_.path()).glob(pattern);
  }

  test::TemporaryDirectory host_;
};

TEST_F(FilesOfTheHost, AFileIsReadWhole) {
  const std::string bytes = std::string(200'000, 'x') + std::string(1, '\0') + "end";
  host_.write("etc/file", bytes);
  const FileReader::Answer answer = HostFiles().read(host_.file("etc/file"));
  ASSERT_TRUE(answer.ok) << answer.error;
  EXPECT_EQ(answer.bytes, bytes);
  EXPECT_EQ(HostFiles(host_.path()).read("/etc/file").bytes, bytes);
}

TEST_F(FilesOfTheHost, AMissingFileSaysSo) {
  const FileReader::Answer answer = HostFiles(host_.path()).read("/etc/none");
  EXPECT_FALSE(answer.ok);
  EXPECT_EQ(answer.error, "No such file or directory");
}

TEST_F(FilesOfTheHost, ADirectoryIsNotRead) {
  EXPECT_EQ(HostFiles(host_.path()).read("/etc").error, "is a directory");
}

TEST_F(FilesOfTheHost, AFifoDoesNotHang) {
  ASSERT_EQ(::mkfifo(host_.file("etc/fifo").c_str(), 0600), 0);
  EXPECT_EQ(HostFiles(host_.path()).read("/etc/fifo").error, "is not a regular file");
}

TEST_F(FilesOfTheHost, ADeviceIsNotRead) {
  EXPECT_EQ(HostFiles().read("/dev/zero").error, "is not a regular file");
}

TEST_F(FilesOfTheHost, AFileHasABound) {
  host_.write("etc/big", std::string(HostFiles::kBiggest, 'x'));
  EXPECT_TRUE(HostFiles(host_.path()).read("/etc/big").ok);
  host_.write("etc/big", std::string(HostFiles::kBiggest + 1, 'x'));
  EXPECT_EQ(HostFiles(host_.path()).read("/etc/big").error, "is bigger than 16 MiB");
}

TEST_F(FilesOfTheHost, ALinkDoesNotLeaveTheRoot) {
  host_.write("etc/passwd", "ours");
  fs::create_symlink("../../../../../../etc/passwd", host_.file("etc/link"));
  EXPECT_EQ(HostFiles(host_.path()).read("/etc/link").bytes, "ours");
}

TEST_F(FilesOfTheHost, GlobSortsAndMarksDirectories) {
  host_.write("etc/d/b", "");
  host_.write("etc/d/a", "");
  host_.write("etc/d/.hidden", "");
  fs::create_symlink("sub", host_.file("etc/d/to_sub"));
  EXPECT_THAT(glob("/etc/d/*"),
              ElementsAre("/etc/d/a", "/etc/d/b", "/etc/d/sub/", "/etc/d/to_sub/"));
}

TEST_F(FilesOfTheHost, GlobGoesOverSeveralDirectories) {
  fs::create_directories(host_.file("etc/e"));
  host_.write("etc/d/x.conf", "");
  host_.write("etc/e/y.conf", "");
  EXPECT_THAT(glob("/etc/[de]/?.conf"), ElementsAre("/etc/d/x.conf", "/etc/e/y.conf"));
}

TEST_F(FilesOfTheHost, GlobWithoutWildcardsFindsThePathItself) {
  host_.write("etc/file", "");
  EXPECT_THAT(glob("/etc/file"), ElementsAre("/etc/file"));
  EXPECT_THAT(glob("/etc/d"), ElementsAre("/etc/d/"));
  EXPECT_THAT(glob("/etc/none"), IsEmpty());
}

TEST_F(FilesOfTheHost, GlobTakesABackslashAsMonitDoes) {
  host_.write("etc/a*b", "");
  host_.write("etc/axb", "");
  EXPECT_THAT(glob("/etc/a\\*b"), ElementsAre("/etc/a*b"));
}

TEST_F(FilesOfTheHost, GlobKnowsNeitherBracesNorTildes) {
  host_.write("etc/a", "");
  EXPECT_THAT(glob("/etc/{a,b}"), IsEmpty());
  EXPECT_THAT(glob("~/x"), IsEmpty());
}

TEST_F(FilesOfTheHost, GlobDoesNotLeaveTheRoot) {
  fs::create_symlink("/", host_.file("etc/slash"));
  host_.write("only_here", "");
  EXPECT_THAT(glob("/etc/slash/only*"), ElementsAre("/etc/slash/only_here"));
  EXPECT_THAT(glob("/../../../only*"), ElementsAre("/../../../only_here"));
}

TEST_F(FilesOfTheHost, GlobByHandFindsTheSame) {
  host_.write("etc/d/a", "");
  fs::create_symlink("/etc/d", host_.file("etc/link"));
  const std::string pattern = "/etc/*/*";
  HostFiles by_hand(host_.path(), RootDirectory::Lookup::by_hand);
  EXPECT_EQ(by_hand.glob(pattern), glob(pattern));
  EXPECT_THAT(glob(pattern),
              ElementsAre("/etc/d/a", "/etc/d/sub/", "/etc/link/a", "/etc/link/sub/"));
}

TEST_F(FilesOfTheHost, GlobOfTheWholeHostIsThatOfTheSystem) {
  host_.write("etc/d/a", "");
  EXPECT_THAT(HostFiles().glob(host_.file("etc/d/*")),
              ElementsAre(host_.file("etc/d/a"), host_.file("etc/d/sub/")));
}

}  // namespace
}  // namespace pkgmap
