// Resolving paths inside a root: a tree of real links in a temporary directory.
#include "engine/system/files/paths.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/engine/packages/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using Hops = std::vector<std::string>;

class Paths : public testing::Test {
 protected:
  void file(const std::string& path) {
    fs::create_directories(host(directory_of(path)));
    std::ofstream(host(path)) << "content";
  }
  void link(const std::string& path, const std::string& target) {
    fs::create_directories(host(directory_of(path)));
    fs::create_symlink(target, host(path));
  }
  void directory(const std::string& path) { fs::create_directories(host(path)); }
  std::string host(const std::string& path) const { return root() + path; }
  std::string root() const { return temporary_.path(); }
  ResolvedPath resolve(const std::string& path) const { return resolve_path(root(), path); }

 private:
  TemporaryDirectory temporary_;
};

TEST(LexicallyNormal, CleansTheTextAlone) {
  const std::pair<const char*, const char*> rows[] = {
      {"/usr/sbin/x", "/usr/sbin/x"},
      {"//usr///sbin/", "/usr/sbin"},
      {"/a/./b/.", "/a/b"},
      {"/a/b/../c", "/a/c"},
      {"/../../a", "/a"},
      {"/", "/"},
      {"", "/"},
      {"a/b", "/a/b"},
      {"/a/...", "/a/..."},
  };
  for (const auto& [path, clean] : rows) EXPECT_EQ(lexically_normal(path), clean) << path;
}

TEST(DirectoryOf, IsTheRootForItsOwnEntries) {
  EXPECT_EQ(directory_of("/x"), "/");
  EXPECT_EQ(directory_of("/"), "/");
  EXPECT_EQ(directory_of("/a/b"), "/a");
  EXPECT_EQ(base_name_of("/a/b"), "b");
  EXPECT_EQ(base_name_of("/"), "");
}

TEST(InsideRoot, AddsNothingForTheSystemItself) {
  EXPECT_EQ(inside_root("/", "/a"), "/a");
  EXPECT_EQ(inside_root("/mnt/", "/a"), "/mnt/a");
}

TEST_F(Paths, APlainFileHasOneHop) {
  file("/usr/sbin/mysqld");
  const ResolvedPath found = resolve("/usr/sbin/mysqld");
  EXPECT_EQ(found.hops, Hops{"/usr/sbin/mysqld"});
  EXPECT_EQ(found.target, "/usr/sbin/mysqld");
  EXPECT_TRUE(found.exists);
}

TEST_F(Paths, LinksOfDirectoriesAreNoHops) {
  file("/usr/sbin/mysqld");
  link("/sbin", "usr/sbin");
  EXPECT_EQ(resolve("/sbin/mysqld").hops, Hops{"/usr/sbin/mysqld"});
}

TEST_F(Paths, EveryLinkOfTheLastComponentIsAHop) {
  file("/usr/sbin/sendmail.postfix");
  link("/usr/sbin/mta", "/etc/alternatives/mta");
  link("/etc/alternatives/mta", "../../usr/sbin/sendmail.postfix");
  const ResolvedPath found = resolve("/usr/sbin/mta");
  EXPECT_EQ(found.hops,
            (Hops{"/usr/sbin/mta", "/etc/alternatives/mta", "/usr/sbin/sendmail.postfix"}));
  EXPECT_EQ(found.target, "/usr/sbin/sendmail.postfix");
  EXPECT_TRUE(found.exists);
}

TEST_F(Paths, AHopsOwnDirectoryIsResolved) {
  file("/data/real");
  link("/srv", "data");
  link("/data/name", "/srv/real");
  EXPECT_EQ(resolve("/srv/name").hops, (Hops{"/data/name", "/data/real"}));
}

TEST_F(Paths, ADanglingLinkLeadsToAFileThatIsMissing) {
  link("/var/run", "../run");
  directory("/run");
  link("/etc/pid", "/var/run/mysqld/mysqld.pid");
  const ResolvedPath found = resolve("/etc/pid");
  EXPECT_EQ(found.hops, (Hops{"/etc/pid", "/run/mysqld/mysqld.pid"}));
  EXPECT_FALSE(found.exists);
}

TEST_F(Paths, WhatIsMissingIsKeptAsItsTextIs) {
  link("/var/run", "/run");
  directory("/run");
  const ResolvedPath found = resolve("/var/run/x/../y/./z");
  EXPECT_EQ(found.target, "/run/y/z");
  EXPECT_FALSE(found.exists);
}

TEST_F(Paths, AFileIsNoDirectory) {
  file("/etc/passwd");
  const ResolvedPath found = resolve("/etc/passwd/x");
  EXPECT_EQ(found.target, "/etc/passwd/x");
  EXPECT_FALSE(found.exists);
}

TEST_F(Paths, DotDotGoesToTheParentOfWhereALinkLeads) {
  file("/a/file");
  directory("/a/b");
  link("/link", "a/b");
  const ResolvedPath found = resolve("/link/../file");
  EXPECT_EQ(found.target, "/a/file");
  EXPECT_TRUE(found.exists);
  EXPECT_EQ(found.normal, "/file");
}

TEST_F(Paths, DotDotNeverLeavesTheRoot) {
  file("/x");
  link("/escape", "../../../../../../../x");
  EXPECT_EQ(resolve("/../../x").target, "/x");
  EXPECT_EQ(resolve("/escape").target, "/x");
  EXPECT_TRUE(resolve("/escape").exists);
}

TEST_F(Paths, AnAbsoluteLinkStartsAtTheRootAgain) {
  link("/passwd", "/etc/passwd");
  const ResolvedPath found = resolve("/passwd");
  EXPECT_EQ(found.target, "/etc/passwd");
  EXPECT_FALSE(found.exists) << "the host's file counted";
}

TEST_F(Paths, ATrailingSlashAndDoubledSlashesAreCleaned) {
  directory("/usr/lib/plugins");
  const ResolvedPath found = resolve("//usr//lib/plugins//");
  EXPECT_EQ(found.normal, "/usr/lib/plugins");
  EXPECT_EQ(found.hops, Hops{"/usr/lib/plugins"});
  EXPECT_TRUE(found.exists);
}

TEST_F(Paths, TheRootItselfExists) {
  link("/self", "/");
  EXPECT_EQ(resolve("/").hops, Hops{"/"});
  EXPECT_TRUE(resolve("/").exists);
  EXPECT_EQ(resolve("/self").hops, (Hops{"/self", "/"}));
  EXPECT_TRUE(resolve("/self").exists);
}

TEST_F(Paths, ALoopEnds) {
  link("/a", "b");
  link("/b", "a");
  const ResolvedPath found = resolve("/a");
  EXPECT_EQ(found.hops, (Hops{"/a", "/b"}));
  EXPECT_FALSE(found.exists);
  EXPECT_FALSE(resolve("/a/x").exists);
}

TEST_F(Paths, ALinkToItselfAsADirectoryEnds) {
  link("/d", "d/e");
  EXPECT_FALSE(resolve("/d/f").exists);
  EXPECT_EQ(resolve_directory(root(), "/d/f"), "/d/f");
}

TEST_F(Paths, FortyLinksAreFollowedAndNotOneMore) {
  file("/0");
  for (int i = 1; i <= 41; ++i) link("/" + std::to_string(i), std::to_string(i - 1));
  EXPECT_TRUE(resolve("/40").exists);
  EXPECT_EQ(resolve("/40").hops.size(), 41U);
  EXPECT_FALSE(resolve("/41").exists);
}

TEST_F(Paths, OverlongNamesAndPathsAreMissing) {
  const std::string long_name = "/" + std::string(300, 'n');
  EXPECT_EQ(resolve(long_name).target, long_name);
  EXPECT_FALSE(resolve(long_name).exists);
  std::string long_path;
  while (long_path.size() < 100000) long_path += "/abcdefg";
  EXPECT_EQ(resolve(long_path).target, long_path);
  EXPECT_FALSE(resolve(long_path).exists);
}

TEST_F(Paths, ANulByteEndsNothing) {
  file("/etc/passwd");
  const std::string path("/etc/passwd\0x", 13);
  EXPECT_FALSE(resolve(path).exists);
  EXPECT_EQ(resolve_directory(root(), path), path);
}

TEST_F(Paths, TheSystemsOwnRootIsARootLikeAnyOther) {
  file("/real");
  link("/name", host("/real"));
  const ResolvedPath found = resolve_path("/", host("/name"));
  EXPECT_EQ(found.hops, (Hops{fs::canonical(root()) / "name", fs::canonical(root()) / "real"}));
  EXPECT_TRUE(found.exists);
}

TEST_F(Paths, AMissingRootHasNothing) {
  const ResolvedPath found = resolve_path(host("/nowhere"), "/a/../b");
  EXPECT_EQ(found.hops, Hops{"/b"});
  EXPECT_FALSE(found.exists);
}

TEST_F(Paths, ADirectoryIsFollowedToItsEnd) {
  directory("/usr/sbin");
  directory("/run");
  link("/usr/bin-link", "sbin");
  link("/var/run", "../run");
  EXPECT_EQ(resolve_directory(root(), "/usr/bin-link"), "/usr/sbin");
  EXPECT_EQ(resolve_directory(root(), "/var/run/mysqld"), "/run/mysqld");
  EXPECT_EQ(resolve_directory(root(), "/var/run/"), "/run");
}

TEST_F(Paths, AgreesWithTheSystemAboutRealLinks) {
  for (const char* path : {"/bin", "/lib64", "/proc/self/exe", "/usr/bin/awk", "/dev/stdin"}) {
    std::error_code failed;
    const fs::path real = fs::canonical(path, failed);
    if (failed || !resolve_path("/", path).exists) continue;
    EXPECT_EQ(resolve_path("/", path).target, real) << path;
  }
}

}  // namespace
}  // namespace pkgmap
