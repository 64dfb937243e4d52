// PathResolver, which caches, gives the same answers as resolve_path(), which does not.
#include "engine/system/files/path_resolver.hpp"

#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class PathResolver : public ::testing::Test {
 protected:
  std::string root() const { return temporary_.path(); }
  std::string host(const std::string& path) const { return root() + path; }
  void directory(const std::string& path) { fs::create_directories(host(path)); }
  void link(const std::string& path, const std::string& target) {
    fs::create_directories(fs::path(host(path)).parent_path());
    fs::create_symlink(target, host(path));
  }
  void file(const std::string& path) {
    fs::create_directories(fs::path(host(path)).parent_path());
    std::ofstream(host(path)) << "x";
  }
  // The second answer comes from the cache.
  void agrees_about(pkgmap::PathResolver& resolver, const std::string& path) {
    const ResolvedPath expected = resolve_path(root(), path);
    for (int turn = 0; turn < 2; ++turn) {
      const ResolvedPath& found = resolver.resolve(path);
      EXPECT_EQ(found.hops, expected.hops) << path;
      EXPECT_EQ(found.target, expected.target) << path;
      EXPECT_EQ(found.exists, expected.exists) << path;
      EXPECT_EQ(resolver.directory(path), resolve_directory(root(), path)) << path;
    }
  }

 private:
  test::TemporaryDirectory temporary_;
};

TEST_F(PathResolver, RemembersADirectory) {
  directory("/usr/sbin");
  link("/sbin", "usr/sbin");
  pkgmap::PathResolver resolver(root());
  EXPECT_EQ(resolver.directory("/sbin"), "/usr/sbin");
  fs::remove(host("/sbin"));
  EXPECT_EQ(resolver.directory("/sbin"), "/usr/sbin");
}

TEST_F(PathResolver, AgreesWithTheWalk) {
  file("/usr/sbin/mysqld");
  link("/sbin", "usr/sbin");
  link("/var/run", "../run");
  link("/usr/sbin/mta", "/etc/alternatives/mta");
  link("/etc/alternatives/mta", "/usr/sbin/mysqld");
  link("/out", "../../../../etc/passwd");
  link("/loop", "loop");
  link("/dangling", "/nowhere/at/all");
  directory("/run");
  pkgmap::PathResolver resolver(root());
  for (const char* path :
       {"/sbin/mysqld", "/var/run/mysqld/mysqld.pid", "/usr/sbin/mta", "/sbin/mta", "/out", "/loop",
        "/loop/x", "/dangling", "/dangling/x", "/usr/sbin/mysqld/x", "/", "/usr//sbin/../sbin/mta",
        "/nowhere", "/usr/", "relative", "", "/out/../x", "/sbin"}) {
    agrees_about(resolver, path);
  }
}

// The cycle leads through a directory of the target.
TEST_F(PathResolver, AgreesWithTheWalkAboutLinksThatLeadBelowThemselves) {
  link("/below", "/below/x");
  link("/one", "/two/x");
  link("/two", "one/y");
  pkgmap::PathResolver resolver(root());
  for (const char* path : {"/below", "/below/x", "/one", "/one/x", "/two"}) {
    agrees_about(resolver, path);
  }
}

TEST_F(PathResolver, AMissingRootHasNothing) {
  pkgmap::PathResolver resolver(host("/nowhere"));
  EXPECT_EQ(resolver.resolve("/a/b").hops, std::vector<std::string>{"/a/b"});
  EXPECT_FALSE(resolver.resolve("/a/b").exists);
}

std::ptrdiff_t open_descriptors() {
  return std::distance(fs::directory_iterator("/proc/self/fd"), {});
}

TEST_F(PathResolver, HoldsFewDirectoriesOpenHoweverManyItSaw) {
  constexpr int kMany = 400;
  const auto before = open_descriptors();
  for (int i = 0; i < kMany; ++i) file("/d" + std::to_string(i) + "/sub/file");
  pkgmap::PathResolver resolver(root());
  for (int turn = 0; turn < 2; ++turn) {
    for (int i = 0; i < kMany; ++i) {
      const std::string place = "/d" + std::to_string(i) + "/sub/";
      EXPECT_TRUE(resolver.resolve(place + "file").exists);
      EXPECT_FALSE(resolver.resolve(place + "none" + std::to_string(turn)).exists);
    }
  }
  EXPECT_LT(open_descriptors() - before, 200);
}

// The names come from a small set, so that links lead to each other, form cycles and leave the
// root.
TEST_F(PathResolver, AgreesWithTheWalkAboutRandomTrees) {
  std::mt19937 random(2);
  const auto name = [&] { return std::string(1, static_cast<char>('a' + random() % 4)); };
  const auto path = [&] {
    std::string text;
    for (auto parts = 1 + random() % 4; parts > 0; --parts) text += "/" + name();
    return text;
  };
  for (int i = 0; i < 60; ++i) {
    std::error_code taken;
    const std::string place = host(path());
    fs::create_directories(fs::path(place).parent_path(), taken);
    switch (random() % 3) {
      case 0:
        fs::create_directory(place, taken);
        break;
      case 1: {
        // One after the other, so that every compiler makes the same trees.
        std::string target = random() % 2 ? ".." : "";
        target += path();
        fs::create_symlink(target, place, taken);
        break;
      }
      default:
        if (!fs::exists(fs::symlink_status(place, taken))) std::ofstream(place) << "x";
    }
  }
  pkgmap::PathResolver resolver(root());
  for (int i = 0; i < 500; ++i) agrees_about(resolver, path());
}

}  // namespace
}  // namespace pkgmap
