// .deb files: whole ones are read as dpkg-deb built them, damaged ones give an error.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/packages/payload_digests.hpp"
#include "tests/engine/packages/dpkg/debian_root.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

const DebSource kDaemon{.name = "daemon",
                        .version = "2:1.5-3",
                        .arch = "amd64",
                        .files = {{"/usr/sbin/daemon", "new"}, {"/etc/daemon.conf", "x"}},
                        .links = {{"/usr/bin/daemon", "../sbin/daemon"}},
                        .conffiles = {"/etc/daemon.conf"}};

class DebFile : public testing::Test {
 protected:
  DebFile() : database_(root_.open()) {}

  std::string why_not(const std::string& path) const {
    const auto read = database_->read_package_file(path);
    return read ? "" : read.error().message;
  }
  const FileEntry* find(const PackageDatabase::PackageFile& package, const std::string& path) {
    for (const FileEntry& file : package.files) {
      if (file.path == path) return &file;
    }
    return nullptr;
  }

  DebianRoot root_;
  std::unique_ptr<PackageDatabase> database_;
};

TEST_F(DebFile, IsReadWithEveryCompression) {
  for (const char* compression : {"gzip", "xz", "zstd", "none"}) {
    DebSource source = kDaemon;
    source.compression = compression;
    const auto package = database_->read_package_file(root_.build(source));
    ASSERT_TRUE(package) << compression << ": " << package.error().message;
    EXPECT_EQ(package->package.nevra.text(), "daemon:amd64=2:1.5-3");
    const FileEntry* daemon = find(*package, "/usr/sbin/daemon");
    ASSERT_TRUE(daemon) << compression;
    EXPECT_EQ(daemon->mode, static_cast<std::uint32_t>(S_IFREG) | 0644U);
    EXPECT_TRUE(daemon->permissions_known);
    EXPECT_EQ(daemon->user, "root");
    EXPECT_EQ(daemon->size, 3U);
    EXPECT_EQ(daemon->digest.value, "22af645d1859cb5ca6da0c484f1f37ea");
    const FileEntry* conffile = find(*package, "/etc/daemon.conf");
    ASSERT_TRUE(conffile);
    EXPECT_TRUE(conffile->config && conffile->noreplace);
    EXPECT_EQ(conffile->digest.value, "9dd4e461268c8034f5c8564e155c67a6");
    const FileEntry* link = find(*package, "/usr/bin/daemon");
    ASSERT_TRUE(link);
    EXPECT_EQ(link->link_target, "../sbin/daemon");
    EXPECT_TRUE(find(*package, "/usr/sbin")->directory());
  }
}

TEST_F(DebFile, WithAFilterOnlyTheControlFilesAreRead) {
  const FileFilter names{{"daemon.conf"}, {"sbin"}};
  const auto package = database_->read_package_file(root_.build(kDaemon), &names);
  ASSERT_TRUE(package) << package.error().message;
  std::vector<std::string> paths;
  for (const FileEntry& file : package->files) {
    paths.push_back(file.path);
    EXPECT_FALSE(file.permissions_known);
    EXPECT_FALSE(file.size_known);
  }
  EXPECT_THAT(paths, ElementsAre("/etc/daemon.conf", "/usr/sbin/daemon"));
}

TEST_F(DebFile, DiversionsAndOverridesOfTheHostCount) {
  std::ofstream(root_.admin("diversions")) << "/usr/sbin/daemon\n/usr/sbin/daemon.old\nother\n";
  std::ofstream(root_.admin("statoverride")) << "root root 0700 /usr/sbin/daemon.old\n";
  const auto package = root_.open()->read_package_file(root_.build(kDaemon));
  ASSERT_TRUE(package) << package.error().message;
  const FileEntry* daemon = find(*package, "/usr/sbin/daemon.old");
  ASSERT_TRUE(daemon);
  EXPECT_EQ(daemon->mode, static_cast<std::uint32_t>(S_IFREG) | 0700U);
}

TEST_F(DebFile, WithAFilterTheDiversionsOfTheHostCount) {
  std::ofstream(root_.admin("diversions")) << "/usr/sbin/daemon\n/usr/sbin/old\nother\n";
  const auto database = root_.open();
  const std::string path = root_.build(kDaemon);
  const auto chosen = [&](const FileFilter& filter) {
    const auto package = database->read_package_file(path, &filter);
    EXPECT_TRUE(package) << package.error().message;
    return package && package->files.size() == 1 ? package->files.front().path : "none or many";
  };
  EXPECT_EQ(chosen({{"old"}, {}}), "/usr/sbin/old");
  EXPECT_EQ(chosen({{"daemon"}, {}}), "none or many");
}

TEST_F(DebFile, AFileThatIsNoPackageIsAnError) {
  const std::string path = root_.file("x.deb");
  for (const std::string& content :
       {std::string(), std::string("hello"), std::string("!<arch>\n"), std::string(100'000, 'x')}) {
    std::ofstream(path, std::ios::binary) << content;
    EXPECT_THAT(why_not(path), StartsWith(path + " is ")) << content.size();
  }
  EXPECT_THAT(why_not(root_.path()), HasSubstr("is not a Debian package"));
  EXPECT_THAT(why_not(root_.file("missing.deb")), HasSubstr("No such file"));
}

TEST_F(DebFile, ADamagedPackageIsAnErrorWhereverItIsCutOff) {
  DebSource source = kDaemon;
  source.compression = "none";
  const std::string whole = test::read_file(root_.build(source));
  const std::string path = root_.file("cut.deb");
  // Zeros at the end only fill a block.
  const std::size_t end = whole.find_last_not_of('\0');
  for (std::size_t length = 0; length < end; length += 997) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, length);
    EXPECT_NE(why_not(path), "") << length;
  }
}

TEST_F(DebFile, ThePayloadHasSumsThatTheControlFilesLack) {
  const std::string path = root_.build(kDaemon);
  const auto digests = payload_digests(PKGMAP_PAYLOAD_PROGRAM, path,
                                       {"/usr/sbin/daemon", "/etc/daemon.conf", "/missing"});
  ASSERT_TRUE(digests) << digests.error().message;
  EXPECT_EQ(digests->size(), 2U);
  EXPECT_EQ(digests->at("/usr/sbin/daemon").at(Algorithm::md5), "22af645d1859cb5ca6da0c484f1f37ea");
  EXPECT_EQ(digests->at("/usr/sbin/daemon").at(Algorithm::sha1).size(), 40U);
  EXPECT_EQ(digests->at("/usr/sbin/daemon").at(Algorithm::sha256).size(), 64U);
}

TEST_F(DebFile, AnAdministratorsFileInPlaceOfAPackageIsNotReadTwice) {
  EXPECT_THAT(names_of(database_->obsoleted_by(root_.build(kDaemon))), ElementsAre());
}

}  // namespace
}  // namespace pkgmap
