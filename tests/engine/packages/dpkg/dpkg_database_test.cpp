// The package database of dpkg, in roots that the real dpkg fills.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/packages/digest.hpp"
#include "engine/packages/dpkg/status.hpp"
#include "engine/system/fd.hpp"
#include "tests/engine/packages/dpkg/debian_root.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const DebSource kAlpha{.name = "alpha",
                       .version = "1:2.0-1+deb12u1",
                       .files = {{"/usr/sbin/alphad", "daemon"}, {"/etc/alpha.conf", "port 1\n"}},
                       .links = {{"/usr/bin/alpha", "../sbin/alphad"}},
                       .conffiles = {"/etc/alpha.conf"},
                       .fields = "Provides: virtual-daemon (= 2), alpha-service\n"};

class DpkgDatabase : public testing::Test {
 protected:
  // Whatever the database has at this path, of its only owner.
  FileEntry file(const std::string& path) const {
    const auto owners = root_.open()->owners(path);
    EXPECT_TRUE(owners) << owners.error().message;
    EXPECT_EQ(owners->size(), 1U) << path;
    return owners && owners->size() == 1 ? owners->front().file : FileEntry{};
  }
  std::string why_not_open() const {
    const auto opened = open_package_database(root_.options());
    return opened ? "" : opened.error().message;
  }

  DebianRoot root_;
};

TEST_F(DpkgDatabase, MatchesWhatAPersonTypes) {
  root_.install(kAlpha);
  root_.install({.name = "alpha-extra", .version = "7", .files = {{"/usr/share/x", "x"}}});
  const auto database = root_.open();
  const std::string alpha = "alpha:all=1:2.0-1+deb12u1";
  for (const char* label : {"alpha", "alpha:all", "alpha=1:2.0-1+deb12u1",
                            "alpha:all=1:2.0-1+deb12u1", "virtual-daemon", "alpha-service"}) {
    EXPECT_THAT(names_of(database->matching(label)), ElementsAre(alpha)) << label;
  }
  EXPECT_THAT(names_of(database->matching("alph*")), ElementsAre("alpha-extra:all=7", alpha));
  for (const char* label : {"alpha:amd64", "alpha=2.0-1", "alpha=1:2.0", "alph", "",
                            "alpha=", "alpha-1:2.0-1+deb12u1"}) {
    if (std::string(label) == "alpha=") continue;
    EXPECT_THAT(names_of(database->matching(label)), IsEmpty()) << label;
  }
}

TEST_F(DpkgDatabase, SplitsTheVersionAsDebVersionSays) {
  root_.install(kAlpha);
  const auto package = root_.open()->by_name("alpha").value().front();
  EXPECT_EQ(package.nevra.epoch, "1");
  EXPECT_EQ(package.nevra.version, "2.0");
  EXPECT_EQ(package.nevra.release, "1+deb12u1");
  EXPECT_EQ(package.nevra.evr(), "1:2.0-1+deb12u1");
  EXPECT_GT(package.installed_at, 0);
}

TEST_F(DpkgDatabase, TellsOfAFileOnlyWhatDpkgKnows) {
  root_.install(kAlpha);
  const FileEntry daemon = file("/usr/sbin/alphad");
  EXPECT_EQ(daemon.mode, static_cast<std::uint32_t>(S_IFREG));
  EXPECT_FALSE(daemon.permissions_known);
  EXPECT_FALSE(daemon.size_known);
  EXPECT_EQ(daemon.digest.algorithm, Algorithm::md5);
  EXPECT_EQ(daemon.digest.value, "1f15fcf5421eecd6ca1b61337c319495");
  EXPECT_FALSE(daemon.config);
  const FileEntry conffile = file("/etc/alpha.conf");
  EXPECT_TRUE(conffile.config);
  EXPECT_TRUE(conffile.noreplace);
  EXPECT_TRUE(conffile.digest.known());
  const FileEntry link = file("/usr/bin/alpha");
  EXPECT_EQ(link.mode, static_cast<std::uint32_t>(S_IFLNK));
  EXPECT_EQ(link.link_target, "");
  EXPECT_TRUE(file("/usr/sbin").directory());
}

TEST_F(DpkgDatabase, ARegularFileStaysOneIfSomebodyPutsALinkThere) {
  root_.install(kAlpha);
  fs::remove(root_.path() + "/usr/sbin/alphad");
  fs::create_symlink("/bin/false", root_.path() + "/usr/sbin/alphad");
  EXPECT_EQ(file("/usr/sbin/alphad").mode, static_cast<std::uint32_t>(S_IFREG));
}

TEST_F(DpkgDatabase, FilesAreFilteredByNameAndByDirectory) {
  root_.install(kAlpha);
  const auto database = root_.open();
  const auto package = database->by_name("alpha").value().front();
  const auto paths = [&](const FileFilter& filter) {
    std::vector<std::string> found;
    const auto files = database->files(package, &filter);
    for (const FileEntry& one : *files) found.push_back(one.path);
    return found;
  };
  EXPECT_THAT(paths({{"alphad"}, {}}), ElementsAre("/usr/sbin/alphad"));
  EXPECT_THAT(paths({{}, {"etc"}}), ElementsAre("/etc/alpha.conf"));
  EXPECT_THAT(paths({}), IsEmpty());
  EXPECT_EQ(database->files(package).value().front().path, "/");
}

TEST_F(DpkgDatabase, OneFileHasTwoPathsWhereTheRootHasMergedUsr) {
  fs::create_directories(root_.path() + "/usr/lib");
  fs::create_directory_symlink("usr/lib", root_.path() + "/lib");
  root_.install({.files = {{"/lib/alpha/plugin.so", "x"}}});
  root_.install({.name = "beta", .files = {{"/usr/lib/beta/plugin.so", "x"}}});
  const auto database = root_.open();
  for (const char* path : {"/lib/alpha/plugin.so", "/usr/lib/alpha/plugin.so"}) {
    EXPECT_THAT(owner_names(*database, path), ElementsAre("alpha:all=1.0-1")) << path;
  }
  for (const char* path : {"/lib/beta/plugin.so", "/usr/lib/beta/plugin.so"}) {
    EXPECT_THAT(owner_names(*database, path), ElementsAre("beta:all=1.0-1")) << path;
  }
}

TEST_F(DpkgDatabase, TwoDirectoriesWithoutALinkAreTwo) {
  root_.install({.files = {{"/lib/alpha/plugin.so", "x"}}});
  EXPECT_THAT(owner_names(*root_.open(), "/usr/lib/alpha/plugin.so"), IsEmpty());
}

TEST_F(DpkgDatabase, ADiversionMovesTheFileOfEveryOtherPackage) {
  root_.install({.files = {{"/usr/bin/tool", "old"}}});
  root_.dpkg({"--version"});
  const CommandResult diverted = run_command(
      {"dpkg-divert", "--root=" + root_.path(), "--admindir=" + root_.admin(""), "--package",
       "beta", "--rename", "--divert", "/usr/bin/tool.alpha", "--add", "/usr/bin/tool"});
  ASSERT_EQ(diverted.status, 0) << diverted.err;
  root_.install({.name = "beta", .files = {{"/usr/bin/tool", "new"}}});
  const auto database = root_.open();
  EXPECT_THAT(owner_names(*database, "/usr/bin/tool"), ElementsAre("beta:all=1.0-1"));
  EXPECT_THAT(owner_names(*database, "/usr/bin/tool.alpha"), ElementsAre("alpha:all=1.0-1"));
  EXPECT_EQ(file("/usr/bin/tool.alpha").path, "/usr/bin/tool.alpha");
  EXPECT_NE(file("/usr/bin/tool.alpha").digest, file("/usr/bin/tool").digest);
}

TEST_F(DpkgDatabase, AFilterChoosesAFileByThePlaceToWhichADiversionMovesIt) {
  root_.install({.files = {{"/usr/bin/tool", "old"}}});
  std::ofstream(root_.admin("diversions")) << "/usr/bin/tool\n/usr/bin/tool.alpha\nbeta\n";
  const auto taken = [&](const FileFilter& filter) {
    std::vector<std::string> paths;
    const auto found = root_.open()->packages_with(filter, [](auto, auto) { return true; });
    EXPECT_TRUE(found) << found.error().message;
    for (const auto& package : *found) {
      for (const FileEntry& file : package.files) paths.push_back(file.path);
    }
    return paths;
  };
  EXPECT_THAT(taken({{"tool.alpha"}, {}}), ElementsAre("/usr/bin/tool.alpha"));
  EXPECT_THAT(taken({{"tool"}, {}}), IsEmpty());
  EXPECT_THAT(taken({{}, {"bin"}}), ElementsAre("/usr/bin/tool.alpha"));
}

TEST_F(DpkgDatabase, ADirectoryOfSeveralPackagesIsADirectoryForWhoeverAsksOfManyPaths) {
  root_.install({.files = {{"/var/spool/x/a", "a"}}});
  root_.install({.name = "beta", .files = {{"/var/spool/x/b", "b"}}});
  const auto owners = root_.open()->owners_of({"/var/spool/x", "/var/spool/x/b"});
  ASSERT_TRUE(owners) << owners.error().message;
  ASSERT_THAT(owners->front(), SizeIs(2));
  for (const auto& owner : owners->front()) {
    EXPECT_TRUE(owner.file.directory());
    EXPECT_GT(owner.package.installed_at, 0);
  }
  ASSERT_THAT(owners->back(), SizeIs(1));
  EXPECT_FALSE(owners->back().front().file.directory());
}

TEST_F(DpkgDatabase, SumsThatCannotBeReadFailEachQuestionAboutThePackage) {
  root_.install(kAlpha);
  const std::string sums = root_.admin("info/alpha.md5sums");
  fs::remove(sums);
  fs::create_symlink("elsewhere", sums);
  const auto database = root_.open();
  EXPECT_FALSE(database->owners("/usr/sbin/alphad").ok());
  EXPECT_FALSE(database->owners("/usr/sbin/alphad").ok());
  EXPECT_FALSE(database->owners("/etc/alpha.conf").ok());
}

TEST_F(DpkgDatabase, AnOverrideGivesModeAndOwner) {
  root_.install(kAlpha);
  std::ofstream(root_.admin("statoverride")) << "root adm 4750 /usr/sbin/alphad\n";
  const FileEntry daemon = file("/usr/sbin/alphad");
  EXPECT_TRUE(daemon.permissions_known);
  EXPECT_EQ(daemon.mode, static_cast<std::uint32_t>(S_IFREG) | 04750U);
  EXPECT_EQ(daemon.user, "root");
  EXPECT_EQ(daemon.group, "adm");
}

TEST_F(DpkgDatabase, OfARemovedPackageTheConfigurationIsLeft) {
  root_.install(kAlpha);
  root_.dpkg({"--remove", "alpha"});
  const auto database = root_.open();
  EXPECT_THAT(names_of(database->installed()), IsEmpty());
  EXPECT_THAT(database->names().value(), IsEmpty());
  ASSERT_EQ(database->by_name("alpha").value().size(), 1U);
  EXPECT_TRUE(database->by_name("alpha").value().front().configuration_only);
  EXPECT_THAT(owner_names(*database, "/etc/alpha.conf"), ElementsAre("alpha:all=1:2.0-1+deb12u1"));
  EXPECT_THAT(owner_names(*database, "/usr/sbin/alphad"), IsEmpty());
  root_.dpkg({"--purge", "alpha"});
  EXPECT_THAT(names_of(root_.open()->by_name("alpha")), IsEmpty());
}

TEST_F(DpkgDatabase, WhatDpkgWritesWhileItRunsCounts) {
  root_.install(kAlpha);
  std::ofstream(root_.admin("updates/0001"))
      << "Package: alpha\nStatus: install ok half-configured\nArchitecture: all\nVersion: 3\n";
  EXPECT_THAT(names_of(root_.open()->installed()), ElementsAre("alpha:all=3"));
}

TEST_F(DpkgDatabase, WhatDpkgHasNotConfiguredIsInstalledAndUnconfigured) {
  root_.install(kAlpha);
  root_.dpkg({"--unpack", root_.build({.name = "beta", .files = {{"/usr/bin/beta", "x"}}})});
  EXPECT_THAT(names_of(root_.open()->by_name("beta")), ElementsAre("beta:all=1.0-1"));
  EXPECT_THAT(owner_names(*root_.open(), "/usr/bin/beta"), ElementsAre("beta:all=1.0-1"));
  const auto pending = dpkg::unconfigured(root_.options());
  ASSERT_TRUE(pending) << pending.error().message;
  ASSERT_EQ(pending->size(), 1U);
  EXPECT_EQ(pending->front().text(), "beta:all=1.0-1");
}

TEST_F(DpkgDatabase, TheCookieChangesWithThePackages) {
  root_.install(kAlpha);
  const std::string first = root_.open()->cookie();
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(root_.open()->cookie(), first);
  root_.dpkg({"--remove", "alpha"});
  const std::string removed = root_.open()->cookie();
  EXPECT_NE(removed, first);
  root_.install(kAlpha);
  EXPECT_NE(root_.open()->cookie(), removed);
}

TEST_F(DpkgDatabase, AnswersAreOfNowHoweverLongTheDatabaseIsOpen) {
  root_.install(kAlpha);
  const auto database = root_.open();
  const auto installed = database->by_name("alpha").value().front();
  ASSERT_EQ(database->owners("/etc/alpha.conf").value().size(), 1U);
  DebSource newer = kAlpha;
  newer.version = "3";
  newer.files = {{"/usr/sbin/alphad", "another daemon"}, {"/etc/alpha.conf", "port 2\n"}};
  root_.install(newer);
  EXPECT_THAT(owner_names(*database, "/usr/sbin/alphad"), ElementsAre("alpha:all=3"));
  for (const char* path : {"/usr/sbin/alphad", "/etc/alpha.conf"}) {
    const auto owners = database->owners(path);
    EXPECT_EQ(owners->front().file.digest.value,
              digest_of_file(root_.path() + path, Algorithm::md5).value());
  }
  EXPECT_FALSE(database->files(installed));
  root_.dpkg({"--purge", "alpha"});
  EXPECT_THAT(owner_names(*database, "/usr/sbin/alphad"), IsEmpty());
  EXPECT_FALSE(database->signature(installed));
}

TEST_F(DpkgDatabase, TheCookieIsThatOfTheAnswers) {
  root_.install(kAlpha);
  const auto database = root_.open();
  root_.install({.name = "beta"});
  const std::string cookie = database->cookie();
  EXPECT_THAT(names_of(database->installed()), SizeIs(2));
  EXPECT_EQ(database->cookie(), cookie);
}

// While dpkg unpacks a package, its record stays as it is, and one file after another is replaced.
TEST_F(DpkgDatabase, ANewListCountsThoughTheRecordIsTheSame) {
  root_.install(kAlpha);
  const auto database = root_.open();
  ASSERT_THAT(owner_names(*database, "/usr/sbin/alphad"), SizeIs(1));
  ASSERT_THAT(owner_names(*database, "/usr/sbin/alphad"), SizeIs(1));
  std::ofstream(root_.admin("info/alpha.list-new")) << "/.\n/usr/sbin/other\n";
  fs::rename(root_.admin("info/alpha.list-new"), root_.admin("info/alpha.list"));
  EXPECT_THAT(owner_names(*database, "/usr/sbin/alphad"), IsEmpty());
  EXPECT_THAT(owner_names(*database, "/usr/sbin/other"), SizeIs(1));
}

TEST_F(DpkgDatabase, ATransactionIsUnderWayWhileOneOfTheLocksIsHeldForWriting) {
  const auto database = root_.open();
  const TransactionLock seen(root_.options());
  for (const char* name : {"lock", "lock-frontend"}) {
    const Fd fd(::open(root_.admin(name).c_str(), O_RDWR | O_CREAT, 0640));
    ASSERT_TRUE(fd);
    EXPECT_FALSE(seen.holder());
    struct flock lock {};
    lock.l_whence = SEEK_SET;
    lock.l_type = F_WRLCK;
    // An open file description is another owner than this process.
    ASSERT_EQ(::fcntl(fd.get(), F_OFD_SETLK, &lock), 0);
    EXPECT_TRUE(database->in_transaction()) << name;
    EXPECT_TRUE(seen.holder()) << name;
  }
  EXPECT_FALSE(seen.holder());
}

TEST_F(DpkgDatabase, DoesNotTrustAFileThatOthersCanWrite) {
  root_.install(kAlpha);
  for (const char* name : {"status", "diversions", "statoverride"}) {
    std::ofstream(root_.admin(name), std::ios::app) << "";
    ASSERT_EQ(::chmod(root_.admin(name).c_str(), 0666), 0);
    EXPECT_THAT(why_not_open(), HasSubstr("everybody can write it")) << name;
    ASSERT_EQ(::chmod(root_.admin(name).c_str(), 0644), 0);
  }
  ASSERT_EQ(::chmod(root_.admin("").c_str(), 0777), 0);
  EXPECT_THAT(why_not_open(), HasSubstr("everybody can write it"));
}

TEST_F(DpkgDatabase, FollowsNoLinkInPlaceOfAFile) {
  root_.install(kAlpha);
  fs::rename(root_.admin("status"), root_.admin("status.real"));
  fs::create_symlink("status.real", root_.admin("status"));
  EXPECT_THAT(why_not_open(), HasSubstr("status"));
}

TEST_F(DpkgDatabase, SaysWhatIsWrongWithADamagedFile) {
  root_.install(kAlpha);
  const std::string status = test::read_file(root_.admin("status"));
  std::ofstream(root_.admin("status")) << status << "this is no field\n";
  EXPECT_THAT(why_not_open(), HasSubstr("is not a field"));
  std::ofstream(root_.admin("status")) << "Package: ../x\nStatus: install ok installed\n"
                                       << "Architecture: all\nVersion: 1\n";
  EXPECT_THAT(why_not_open(), HasSubstr("a package has no name"));
  std::ofstream(root_.admin("status")) << status;
  std::ofstream(root_.admin("diversions")) << "/usr/bin/x\n";
  EXPECT_THAT(why_not_open(), HasSubstr("a diversion is damaged"));
  fs::remove(root_.admin("diversions"));
  std::ofstream(root_.admin("statoverride")) << "root root 99 /x\n";
  EXPECT_THAT(why_not_open(), HasSubstr("an override is damaged"));
}

TEST_F(DpkgDatabase, AMissingDatabaseIsAnError) {
  fs::remove_all(root_.path() + "/var");
  EXPECT_THAT(why_not_open(), HasSubstr("there is no package database in"));
}

TEST_F(DpkgDatabase, DpkgInstalledTheHostIfItOwnsItself) {
  DatabaseOptions options = root_.options();
  options.system.reset();
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::rpm);
  root_.install(kAlpha);
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::rpm);
  root_.install({.name = "dpkg", .files = {{"/usr/bin/dpkg", "x"}}});
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::dpkg);
  options.dbpath = "/var/lib/rpm";
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::rpm);
  options.dbpath = "/var/lib/dpkg";
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::dpkg);
  options.system = rules::PackageSystem::rpm;
  EXPECT_EQ(package_system_of(options), rules::PackageSystem::rpm);
}

TEST_F(DpkgDatabase, PackagesOfOneNameDifferByTheirArchitecture) {
  const std::string same = "Multi-Arch: same\n";
  for (const char* arch : {"amd64", "i386"}) {
    root_.install({.name = "libx",
                   .arch = arch,
                   .files = {{"/usr/lib/" + std::string(arch) + "/libx.so", arch}},
                   .fields = same});
  }
  const auto database = root_.open();
  EXPECT_THAT(names_of(database->by_name("libx")),
              ElementsAre("libx:amd64=1.0-1", "libx:i386=1.0-1"));
  EXPECT_THAT(names_of(database->matching("libx:i386")), ElementsAre("libx:i386=1.0-1"));
  EXPECT_THAT(owner_names(*database, "/usr/lib/i386/libx.so"), ElementsAre("libx:i386=1.0-1"));
  const auto both = database->by_name("libx").value();
  EXPECT_NE(both[0].instance, both[1].instance);
  EXPECT_EQ(database->by_instance(both[1].instance).value()->nevra.arch, "i386");
}

}  // namespace
}  // namespace pkgmap
