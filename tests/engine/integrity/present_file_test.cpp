// What stands at a path: the way to it, the file, its content.
#include "engine/integrity/present_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/integrity/reading.hpp"
#include "engine/packages/digest.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using rules::DirectoryOnWay;
using rules::LinkOnWay;
using rules::PresentFile;
using testing::ElementsAre;
using testing::IsEmpty;

class PresentFileTest : public testing::Test {
 protected:
  PresentFile look(const std::string& name = "file", const Enough& enough = {}) const {
    return present_file("/", directory_.file(name), {Algorithm::md5, Algorithm::sha256}, enough);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(PresentFileTest, HasItsDigestsAndItsIdentity) {
  const std::string path = directory_.write("file", "text\n", 0640);
  const PresentFile file = look();
  EXPECT_EQ(file.kind, PresentFile::Kind::content);
  EXPECT_EQ(file.digests.at(Algorithm::md5), digest_of_file(path, Algorithm::md5).value());
  EXPECT_EQ(file.digests.at(Algorithm::sha256), digest_of_file(path, Algorithm::sha256).value());
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(file.identity.device, info.st_dev);
  EXPECT_EQ(file.identity.inode, info.st_ino);
  EXPECT_EQ(file.identity.size, 5);
  EXPECT_EQ(file.identity.ctime / 1'000'000'000, info.st_ctim.tv_sec);
  EXPECT_EQ(file.mode, 0640U);
  EXPECT_THAT(file.names, ElementsAre(path));
  EXPECT_THAT(file.links, IsEmpty());
}

TEST(ReadDigests, OfNoFileAreEmpty) {
  rules::Digests wanted{{Algorithm::md5, "old"}, {Algorithm::sha256, "old"}};
  EXPECT_EQ(read_digests(-1, wanted), Reading::broken);
  EXPECT_EQ(wanted, (rules::Digests{{Algorithm::md5, ""}, {Algorithm::sha256, ""}}));
}

TEST_F(PresentFileTest, IsAnotherAfterAReplacementOfTheSameContent) {
  directory_.write("file", "text\n");
  const auto before = look().identity;
  directory_.write("next", "text\n");
  fs::rename(directory_.file("next"), directory_.file("file"));
  EXPECT_NE(look().identity, before);
}

TEST_F(PresentFileTest, WithoutAlgorithmsNothingIsRead) {
  directory_.write("file", "text\n");
  const PresentFile file = present_file("/", directory_.file("file"), {});
  EXPECT_EQ(file.kind, PresentFile::Kind::content);
  EXPECT_THAT(file.digests, IsEmpty());
  EXPECT_TRUE(file.identity.known());
}

TEST_F(PresentFileTest, MayBeMissing) {
  EXPECT_EQ(look().kind, PresentFile::Kind::missing);
  fs::create_symlink("nowhere", directory_.file("dangling"));
  EXPECT_EQ(look("dangling").kind, PresentFile::Kind::missing);
  fs::create_symlink("loop", directory_.file("loop"));
  EXPECT_EQ(look("loop").kind, PresentFile::Kind::missing);
}

TEST_F(PresentFileTest, AFifoOrADirectoryInItsPlaceCannotBeReadAndBlocksNobody) {
  ASSERT_EQ(::mkfifo(directory_.file("fifo").c_str(), 0600), 0);
  EXPECT_EQ(look("fifo").kind, PresentFile::Kind::unreadable);
  fs::create_directory(directory_.file("directory"));
  EXPECT_EQ(look("directory").kind, PresentFile::Kind::unreadable);
}

TEST_F(PresentFileTest, OneThatIsGivenUpIsTooLarge) {
  directory_.write("file", "text\n");
  const PresentFile file = look("file", [] { return true; });
  EXPECT_EQ(file.kind, PresentFile::Kind::too_large);
  EXPECT_THAT(file.digests, IsEmpty());
  EXPECT_EQ(file.identity.size, 5);
}

TEST_F(PresentFileTest, HasEveryLinkOfItsWay) {
  fs::create_directories(directory_.file("releases/1"));
  directory_.write("releases/1/agent-1", "text\n");
  fs::create_symlink("agent-1", directory_.file("releases/1/agent"));
  fs::create_directory_symlink("releases/1", directory_.file("current"));
  const PresentFile file = look("current/agent");
  EXPECT_EQ(file.kind, PresentFile::Kind::content);
  const LinkOnWay current{directory_.file("current"), "releases/1"};
  const LinkOnWay agent{directory_.file("releases/1/agent"), "agent-1"};
  EXPECT_THAT(file.links, ElementsAre(current, agent));
  EXPECT_THAT(file.names, ElementsAre(directory_.file("releases/1/agent"),
                                      directory_.file("releases/1/agent-1")));
}

TEST_F(PresentFileTest, HasTheTimeOfTheNewestLinkOfItsWay) {
  directory_.write("file", "text\n");
  EXPECT_EQ(look("file").newest_link, 0);
  fs::create_symlink("file", directory_.file("link"));
  struct stat link {};
  ASSERT_EQ(::lstat(directory_.file("link").c_str(), &link), 0);
  EXPECT_EQ(look("link").newest_link / 1'000'000'000, link.st_ctim.tv_sec);
}

TEST_F(PresentFileTest, HasTheOwnersOfEveryDirectoryOfItsWay) {
  fs::create_directory(directory_.file("app"));
  directory_.write("app/file", "text\n");
  ASSERT_EQ(::chown(directory_.file("app").c_str(), 1234, 1234), 0);
  ASSERT_EQ(::chmod(directory_.file("app").c_str(), 01777), 0);
  const PresentFile file = look("app/file");
  ASSERT_GE(file.directories.size(), 3U);
  EXPECT_EQ(file.directories.front().path, "/");
  const DirectoryOnWay& app = file.directories.back();
  EXPECT_EQ(app.path, directory_.file("app"));
  EXPECT_EQ(app.uid, 1234U);
  EXPECT_EQ(app.mode, 01777U);
  EXPECT_EQ(app.entry_uid, 0U);
  const DirectoryOnWay& above = file.directories[file.directories.size() - 2];
  EXPECT_EQ(above.entry_uid, 1234U);
}

TEST_F(PresentFileTest, LeavesNoRoot) {
  fs::create_directories(directory_.file("root/etc"));
  directory_.write("root/etc/real", "inside\n");
  fs::create_symlink("/etc/real", directory_.file("root/etc/link"));
  const PresentFile file = present_file(directory_.file("root"), "/etc/link", {Algorithm::md5});
  EXPECT_EQ(file.kind, PresentFile::Kind::content);
  EXPECT_THAT(file.names, ElementsAre("/etc/link", "/etc/real"));
}

// A file that changes during the reading never gets the digest of a mixture of two contents.
TEST_F(PresentFileTest, OneThatChangesWhileItIsReadIsNeverTakenForWhole) {
  std::set<std::string> wholes;
  const std::string path = directory_.file("file");
  for (char c = 'a'; c <= 'z'; ++c) {
    directory_.write("file", c + std::string(4U << 20U, 'a'));
    wholes.insert(digest_of_file(path, Algorithm::md5).value());
  }
  std::atomic<bool> over{false};
  std::thread writer([&] {
    for (char c = 'a'; !over; c = c == 'z' ? 'a' : static_cast<char>(c + 1)) {
      std::ofstream(path, std::ios::binary | std::ios::in) << c;
    }
  });
  for (int i = 0; i < 20; ++i) {
    const PresentFile file = look();
    const bool whole =
        file.kind == PresentFile::Kind::content && wholes.contains(file.digests.at(Algorithm::md5));
    EXPECT_TRUE(whole || file.kind == PresentFile::Kind::unreadable);
  }
  over = true;
  writer.join();
  EXPECT_EQ(look().digests.at(Algorithm::md5), digest_of_file(path, Algorithm::md5).value());
}

}  // namespace
}  // namespace pkgmap
