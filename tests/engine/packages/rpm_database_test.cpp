// What the package database answers, on a database of our own packages.
#include <fcntl.h>

#include <filesystem>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RpmDatabase : public testing::Test {
 protected:
  PackageRecord package(const std::string& label) {
    const auto found = database_->matching(label);
    EXPECT_TRUE(found && found->size() == 1) << label;
    return found->front();
  }
  std::map<std::string, FileEntry> files(const std::string& label,
                                         const FileFilter* only = nullptr) {
    std::map<std::string, FileEntry> by_path;
    const auto entries = database_->files(package(label), only);
    EXPECT_TRUE(entries) << entries.error().message;
    for (const FileEntry& entry : *entries) by_path[entry.path] = entry;
    return by_path;
  }
  std::vector<std::string> owners(const std::string& path) { return owner_texts(*database_, path); }

  DatabaseCopy copy_;
  std::unique_ptr<PackageDatabase> database_ = copy_.open();
};

TEST_F(RpmDatabase, ListsEachNameOnce) {
  EXPECT_THAT(*database_->names(), ElementsAre("alpha", "alpha-1.0", "beta", "replacer"));
}

TEST_F(RpmDatabase, ListsEachPackageWithTheTimeOfItsInstallation) {
  const auto installed = database_->installed();
  EXPECT_THAT(texts(installed),
              ElementsAre("alpha-1.0-1.noarch", "alpha-1.0-7-1.noarch", "alpha-2.0-1.noarch",
                          "beta-3:1.5-2.el9.noarch", "replacer-1-1.noarch"));
  for (const PackageRecord& record : *installed) {
    const auto found = database_->by_instance(record.instance);
    EXPECT_EQ((*found)->installed_at, record.installed_at);
    EXPECT_GT(record.installed_at, 0);
  }
}

std::string cookie_of(const DatabaseCopy& copy) {
  return copy.open()->cookie();
}

TEST_F(RpmDatabase, TheCookieChangesWithThePackages) {
  const std::string first = cookie_of(copy_);
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(cookie_of(copy_), first);
  const auto rpm = [&](std::vector<std::string> words) {
    words.insert(words.begin(),
                 {"rpm", "--dbpath", copy_.path(), "--justdb", "--nodeps", "--replacefiles"});
    words.push_back("--noscripts");
    const CommandResult done = run_command(words);
    EXPECT_EQ(done.status, 0) << done.err;
    return cookie_of(copy_);
  };
  const std::string erased = rpm({"-e", "replacer"});
  EXPECT_NE(erased, first);
  const std::string installed = rpm({"-i", fixture_package("replacer-1-1.noarch")});
  EXPECT_NE(installed, erased);
  EXPECT_NE(installed, first);
  EXPECT_NE(rpm({"-U", "--replacepkgs", fixture_package("replacer-1-1.noarch")}), installed);
}

TEST_F(RpmDatabase, ARebuiltDatabaseHasTheSamePackages) {
  const auto before = database_->installed();
  ASSERT_EQ(run_command({"rpmdb", "--rebuilddb", "--dbpath", copy_.path()}).status, 0);
  const auto after = copy_.open()->installed();
  ASSERT_EQ(texts(after), texts(before));
  for (std::size_t i = 0; i < after->size(); ++i) {
    EXPECT_EQ((*after)[i].installed_at, (*before)[i].installed_at);
  }
}

// As rpm holds it during a transaction, and while it only reads keys.
TEST_F(RpmDatabase, ATransactionIsUnderWayWhileRpmsLockIsHeldForWriting) {
  const TransactionLock seen({"/", copy_.path()});
  EXPECT_FALSE(database_->in_transaction());
  EXPECT_FALSE(seen.holder());
  const std::string file = copy_.path() + "/.rpm.lock";
  const Fd fd(::open(file.c_str(), O_RDWR | O_CREAT, 0644));
  ASSERT_TRUE(fd);
  EXPECT_FALSE(database_->in_transaction());
  struct flock lock {};
  lock.l_whence = SEEK_SET;
  for (const auto& [type, under_way] : {std::pair(F_WRLCK, true), {F_RDLCK, false}}) {
    lock.l_type = static_cast<short>(type);
    // An open file description is another owner than this process.
    ASSERT_EQ(::fcntl(fd.get(), F_OFD_SETLK, &lock), 0);
    EXPECT_EQ(database_->in_transaction(), under_way);
    EXPECT_EQ(seen.holder().has_value(), under_way);
  }
}

TEST_F(RpmDatabase, KnowsItsDirectory) {
  EXPECT_EQ(database_->place(), copy_.path());
}

TEST_F(RpmDatabase, FindsBothVersionsOfAName) {
  EXPECT_THAT(texts(database_->by_name("alpha")),
              ElementsAre("alpha-1.0-1.noarch", "alpha-2.0-1.noarch"));
  EXPECT_THAT(texts(database_->by_name("alph")), IsEmpty());
  EXPECT_THAT(texts(database_->by_name("")), IsEmpty());
  EXPECT_THAT(texts(database_->by_name(std::string("alpha\0x", 7))), IsEmpty());
}

TEST_F(RpmDatabase, KeepsTheEpoch) {
  EXPECT_EQ(package("beta").nevra.epoch, "3");
  EXPECT_EQ(package("beta").nevra.text(), "beta-3:1.5-2.el9.noarch");
  EXPECT_EQ(package("replacer").nevra.epoch, "");
}

TEST_F(RpmDatabase, MatchesWhatAPersonTypes) {
  const std::vector<std::string> alphas = {"alpha-1.0-1.noarch", "alpha-2.0-1.noarch"};
  const std::vector<std::string> beta = {"beta-3:1.5-2.el9.noarch"};
  const std::pair<const char*, std::vector<std::string>> rows[] = {
      {"alpha", alphas},
      {"alpha.noarch", alphas},
      {"alpha-2.0", {"alpha-2.0-1.noarch"}},
      {"alpha-1.0", {"alpha-1.0-7-1.noarch"}},
      {"alpha-1.0-1", {"alpha-1.0-1.noarch"}},
      {"alpha-1.0-1.noarch", {"alpha-1.0-1.noarch"}},
      {"alpha-0:1.0-1.noarch", {"alpha-1.0-1.noarch"}},
      {"alpha-1:1.0-1.noarch", {}},
      {"beta-1.5-2.el9", beta},
      {"beta-3:1.5-2.el9.noarch", beta},
      {"3:beta-1.5-2.el9.noarch", beta},
      {"beta-3:1.5", beta},
      {"beta-0:1.5", {}},
      {"beta.x86_64", {}},
      {"al*-1.?", {"alpha-1.0-7-1.noarch"}},
      {"[br]e*", {"beta-3:1.5-2.el9.noarch", "replacer-1-1.noarch"}},
      {"z*", {}},
      {"alpha-service", alphas},
      {"virtual-daemon", {"alpha-1.0-1.noarch", "alpha-2.0-1.noarch", "beta-3:1.5-2.el9.noarch"}},
      {"virtual-daemo", {}},
      {"", {}},
      {"-", {}},
      {"--", {}},
      {".", {}},
      {"(", {}},
      {"alpha(", {}},
      {"[", {}},
      {"%{_dbpath}", {}},
  };
  for (const auto& [label, nevras] : rows)
    EXPECT_EQ(texts(database_->matching(label)), nevras) << label;
}

TEST_F(RpmDatabase, FindsAPackageByItsRecord) {
  const PackageRecord beta = package("beta");
  const auto again = database_->by_instance(beta.instance);
  ASSERT_TRUE(again && again->has_value());
  EXPECT_EQ((*again)->nevra, beta.nevra);
  EXPECT_EQ((*again)->instance, beta.instance);
}

TEST_F(RpmDatabase, ARecordThatIsGoneIsNoError) {
  EXPECT_FALSE(database_->by_instance(4711).value().has_value());
  EXPECT_FALSE(database_->by_instance(0).value().has_value());
}

TEST_F(RpmDatabase, ReadsWhatAFileIs) {
  const auto entries = files("alpha-2.0");
  const FileEntry& daemon = entries.at("/usr/sbin/alphad");
  EXPECT_EQ(daemon.mode, 0100755U);
  EXPECT_EQ(daemon.size, 11U);
  EXPECT_EQ(daemon.digest.algorithm, Algorithm::sha256);
  // sha256sum of "daemon 2.0\n"
  EXPECT_EQ(daemon.digest.value,
            "662874c4aece4b7402f28ebe1566ab9c7b121a13a84273a73b2e14af54d36d44");
  EXPECT_EQ(daemon.user, "root");
  EXPECT_FALSE(daemon.config || daemon.ghost || daemon.directory());

  const FileEntry& configuration = entries.at("/etc/alpha/alpha.conf");
  EXPECT_TRUE(configuration.config && configuration.noreplace);
  EXPECT_EQ(configuration.mode, 0100640U);
  EXPECT_EQ(configuration.group, "daemon");
  EXPECT_TRUE(entries.at("/etc/alpha/defaults").config);
  EXPECT_FALSE(entries.at("/etc/alpha/defaults").noreplace);
}

TEST_F(RpmDatabase, GhostsDirectoriesAndLinksHaveNoDigest) {
  const auto entries = files("alpha-2.0");
  EXPECT_TRUE(entries.at("/run/alpha/alpha.pid").ghost);
  EXPECT_TRUE(entries.at("/etc/alpha").directory());
  EXPECT_EQ(entries.at("/usr/bin/alpha").link_target, "../sbin/alphad");
  for (const char* path : {"/run/alpha/alpha.pid", "/etc/alpha", "/usr/bin/alpha"}) {
    EXPECT_EQ(entries.at(path).digest, Digest{}) << path;
  }
}

TEST_F(RpmDatabase, HardLinksAndEmptyFilesHaveTheirDigest) {
  const auto entries = files("alpha-2.0");
  EXPECT_EQ(entries.at("/usr/share/alpha/one").digest, entries.at("/usr/share/alpha/two").digest);
  EXPECT_EQ(entries.at("/usr/share/alpha/empty").digest.value,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_F(RpmDatabase, LeavesOutFilesThatAnotherPackageReplaced) {
  EXPECT_FALSE(files("beta").contains("/usr/lib/shared-plugins/beta.so"));
  EXPECT_TRUE(files("replacer").contains("/usr/lib/shared-plugins/beta.so"));
  EXPECT_THAT(owners("/usr/lib/shared-plugins/beta.so"), ElementsAre("replacer-1-1.noarch"));
}

TEST_F(RpmDatabase, ReadsOnlyTheBaseNamesThatAreWanted) {
  const FileFilter wanted{{"alphad", "alpha.conf", "nothing"}, {}};
  const auto entries = files("alpha-2.0", &wanted);
  EXPECT_EQ(entries.size(), 2U);
  EXPECT_TRUE(entries.contains("/usr/sbin/alphad"));
  const FileFilter none{{"nothing"}, {}};
  EXPECT_TRUE(files("alpha-2.0", &none).empty());
}

TEST_F(RpmDatabase, APackageThatIsGoneHasNoFileList) {
  PackageRecord gone = package("beta");
  gone.instance = 4711;
  EXPECT_FALSE(database_->files(gone));
  PackageRecord another = package("beta");
  another.nevra.version = "1.6";
  const auto files = database_->files(another);
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, ErrorCode::package_database);
  EXPECT_THAT(files.error().message,
              testing::EndsWith("beta-3:1.6-2.el9.noarch is no longer installed"));
}

TEST_F(RpmDatabase, APackageWithoutFilesHasAnEmptyList) {
  EXPECT_TRUE(files("alpha-1.0").empty());
}

TEST_F(RpmDatabase, FindsAllOwnersOfASharedDirectory) {
  EXPECT_THAT(owners("/usr/lib/shared-plugins"),
              ElementsAre("alpha-1.0-1.noarch", "alpha-2.0-1.noarch", "beta-3:1.5-2.el9.noarch"));
}

TEST_F(RpmDatabase, CleansAPathBeforeItLooks) {
  for (const char* path : {"/usr/lib/shared-plugins/", "//usr/lib//shared-plugins",
                           "/usr/lib/x/../shared-plugins/."}) {
    EXPECT_EQ(owners(path).size(), 3U) << path;
  }
}

TEST_F(RpmDatabase, GhostsHaveAnOwnerThoughTheyAreNotThere) {
  EXPECT_EQ(owners("/run/alpha/alpha.pid").size(), 2U);
}

TEST_F(RpmDatabase, TheOwnersEntryIsThatOfThePath) {
  const auto found = database_->owners("/usr/sbin/alphad");
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().package.nevra.version, "2.0");
  EXPECT_EQ(found->front().file.path, "/usr/sbin/alphad");
  EXPECT_EQ(found->front().file.size, 11U);
}

TEST_F(RpmDatabase, NobodyOwnsWhatIsNotInAList) {
  for (const char* path : {"/usr/sbin/alpha", "/etc/alpha/new.conf", "/nowhere/alphad", "/",
                           "virtual-daemon", "/virtual-daemon"}) {
    EXPECT_THAT(owners(path), IsEmpty()) << path;
  }
}

TEST_F(RpmDatabase, NothingIsWrittenToStandardOutputOrError) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  static_cast<void>(database_->matching("alpha("));
  static_cast<void>(database_->read_package_file("/dev/null"));
  DatabaseOptions missing;
  missing.dbpath = copy_.path() + "/none";
  EXPECT_FALSE(open_package_database(missing));
  EXPECT_EQ(testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace pkgmap
