// How far root has laid the way to a file.
#include "engine/system/files/roots_way.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using Hops = std::vector<std::string>;

constexpr uid_t kOther = 4711;

class RootsWayTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(root() + "/run/db");
    directory_.write("run/db/pid", "1\n");
  }

  std::string root() const { return directory_.path(); }
  void link(const std::string& path, const std::string& target) const {
    fs::create_directories(fs::path(root() + path).parent_path());
    fs::create_symlink(target, root() + path);
  }
  // Only root can give a directory away; for others, everybody may write it.
  void give_away(const std::string& path) const {
    if (::geteuid() == 0) {
      ASSERT_EQ(::lchown((root() + path).c_str(), kOther, kOther), 0);
    } else {
      ASSERT_EQ(::chmod((root() + path).c_str(), 0777), 0);
    }
  }

  test::TemporaryDirectory directory_;
};

TEST_F(RootsWayTest, FollowsTheLinksThatOnlyRootCanReplace) {
  link("/var/run", "../run");
  link("/etc/pid", "/var/run/db/pid");
  const RootsWay way = roots_way(root(), "/etc/pid");
  EXPECT_EQ(way.hops, (Hops{"/etc/pid", "/run/db/pid"}));
  EXPECT_TRUE(way.whole);
}

TEST_F(RootsWayTest, EndsAtTheLinkOfAnotherUser) {
  link("/etc/pid", "/home/app/pid");
  link("/home/app/pid", "/run/db/pid");
  give_away("/home/app");
  const RootsWay way = roots_way(root(), "/etc/pid");
  EXPECT_EQ(way.hops, (Hops{"/etc/pid", "/home/app/pid"}));
  EXPECT_FALSE(way.whole);
}

TEST_F(RootsWayTest, DoesNotFollowAnotherUsersLinkInPlaceOfADirectory) {
  link("/home/app/db", "/run/db");
  give_away("/home/app");
  EXPECT_EQ(roots_way(root(), "/home/app/db//pid").hops, Hops{"/home/app/db/pid"});
  EXPECT_EQ(roots_way(root(), "/home/app/own").hops, Hops{"/home/app/own"});
}

TEST_F(RootsWayTest, EndsAtALinkInADirectoryThatEverybodyWritesUnlessItKeepsEntries) {
  link("/tmp/pid", "/run/db/pid");
  ASSERT_EQ(::chmod((root() + "/tmp").c_str(), 01777), 0);
  EXPECT_TRUE(roots_way(root(), "/tmp/pid").whole);
  ASSERT_EQ(::chmod((root() + "/tmp").c_str(), 0777), 0);
  EXPECT_EQ(roots_way(root(), "/tmp/pid").hops, Hops{"/tmp/pid"});
  ASSERT_EQ(::chmod((root() + "/tmp").c_str(), 0775), 0);
  EXPECT_FALSE(roots_way(root(), "/tmp/pid").whole);
}

TEST_F(RootsWayTest, SaysWhichFilesOnlyRootWrites) {
  EXPECT_TRUE(only_root_writes(root(), "/run/db/pid"));
  EXPECT_FALSE(only_root_writes(root(), "/run/db"));
  EXPECT_FALSE(only_root_writes(root(), "/run/db/none"));
  give_away("/run/db/pid");
  EXPECT_FALSE(only_root_writes(root(), "/run/db/pid"));
  directory_.write("run/db/other", "");
  EXPECT_TRUE(only_root_writes(root(), "/run/db/other"));
  give_away("/run/db");
  EXPECT_FALSE(only_root_writes(root(), "/run/db/other"));
}

}  // namespace
}  // namespace pkgmap
