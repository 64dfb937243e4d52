#include "engine/facts/link_groups.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class LinkGroupsTest : public ::testing::Test {
 protected:
  // A group of chkconfig's alternatives(8), called `name`.
  void write_group(const std::string& directory, const std::string& name) const {
    fs::create_directories(temporary_.path() + directory);
    std::ofstream(temporary_.path() + directory + "/" + name)
        << "auto\n/usr/bin/" << name << "\n\n/opt/" << name << "\n10\n";
  }
  bool has(const std::string& root, const std::string& place, const std::string& name) const {
    return LinkGroups(root, place).of(name) != nullptr;
  }

  TemporaryDirectory temporary_;
};

TEST_F(LinkGroupsTest, AreThoseOfTheRoot) {
  write_group("/root/var/lib/alternatives", "java");
  EXPECT_TRUE(has(temporary_.path() + "/root", "", "java"));
  EXPECT_FALSE(has(temporary_.path() + "/root", "", "python"));
}

// The package database of a bundle says where that of its host was.
TEST_F(LinkGroupsTest, AreNotReadOutsideOfTheRoot) {
  write_group("/of-this-host/alternatives", "java");
  fs::create_directories(temporary_.path() + "/root");
  EXPECT_FALSE(has(temporary_.path() + "/root", temporary_.path() + "/of-this-host", "java"));
  fs::create_directory_symlink(temporary_.path() + "/of-this-host/alternatives",
                               temporary_.path() + "/root/alternatives");
  EXPECT_FALSE(has(temporary_.path() + "/root", temporary_.path() + "/root", "java"));
}

TEST_F(LinkGroupsTest, AreNotThoseThatOthersMayWrite) {
  write_group("/root/var/lib/alternatives", "java");
  fs::permissions(temporary_.path() + "/root/var/lib/alternatives", fs::perms(0777));
  EXPECT_FALSE(has(temporary_.path() + "/root", "", "java"));
}

}  // namespace
}  // namespace pkgmap
