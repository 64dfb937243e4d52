// Databases without indexes, and those of other roots: one scan gives the same answers.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/packages/rpm/location.hpp"
#include "engine/packages/rpm/rpm_database.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(RpmScan, WithoutIndexesTheAnswersAreTheSame) {
  const DatabaseCopy copy;
  const auto indexed = copy.open();
  DatabaseOptions options;
  options.dbpath = copy.path();
  rpm::Location location = rpm::locate_database(options).value();
  EXPECT_TRUE(location.indexed);
  location.indexed = false;
  rpm::RpmDatabase scanned(rpm::RpmConnection::open(location).value(), options);
  for (const char* label : {"alpha", "alpha-1.0", "alpha-2.0-1.noarch", "beta-3:1.5", "re*",
                            "virtual-daemon", "alpha-service", "none"}) {
    EXPECT_EQ(texts(scanned.matching(label)), texts(indexed->matching(label))) << label;
  }
  for (const char* path : {"/usr/sbin/alphad", "/usr/lib/shared-plugins", "/etc/beta/alpha.conf",
                           "/usr/lib/shared-plugins/beta.so", "/nowhere/alphad", "/"}) {
    EXPECT_EQ(owner_texts(scanned, path), owner_texts(*indexed, path)) << path;
  }
}

TEST(RpmScan, RealDatabasesWithoutIndexesAnswer) {
  std::vector<std::unique_ptr<DatabaseCopy>> copies;
  copies.push_back(std::make_unique<DatabaseCopy>());
  const std::string data = data_directory("rpmdb");
  if (!data.empty()) {
    for (const auto& entry : fs::directory_iterator(data)) {
      if (!fs::exists(entry.path() / "Packages")) continue;
      copies.push_back(std::make_unique<DatabaseCopy>(entry.path()));
    }
  }
  for (const auto& copy : copies) {
    const auto database = copy->open();
    const auto names = database->names();
    ASSERT_TRUE(names) << names.error().message;
    ASSERT_FALSE(names->empty());
    const std::vector<std::string> before = entries_of(copy->path());
    for (const std::string& name : *names) {
      const auto packages = database->by_name(name);
      ASSERT_FALSE(packages->empty()) << name;
      const auto files = database->files(packages->front());
      for (const FileEntry& file : *files) {
        EXPECT_THAT(owner_texts(*database, file.path),
                    testing::Contains(packages->front().nevra.text()));
      }
    }
    EXPECT_EQ(entries_of(copy->path()), before);
  }
}

class ForeignRoot : public testing::Test {
 protected:
  ForeignRoot() {
    fs::create_directories(root() + "/var/lib");
    fs::copy(copy_.path(), root() + "/var/lib/rpm");
  }
  std::string root() const { return temporary_.path(); }
  std::vector<std::string> owners(const std::string& path) const {
    DatabaseOptions options;
    options.root = root();
    options.dbpath = "/var/lib/rpm";
    return owner_texts(**open_package_database(options), path);
  }
  TemporaryDirectory temporary_;
  DatabaseCopy copy_;
};

TEST_F(ForeignRoot, ItsOwnLinksLeadToAnOwner) {
  fs::create_directories(root() + "/usr/sbin");
  fs::create_symlink("/usr/sbin", root() + "/srv");
  EXPECT_THAT(owners("/srv/alphad"), ElementsAre("alpha-2.0-1.noarch"));
  EXPECT_THAT(owners("/usr/sbin/alphad"), ElementsAre("alpha-2.0-1.noarch"));
}

TEST_F(ForeignRoot, ALinkInAPackagedPathIsFollowedToo) {
  fs::create_directories(root() + "/moved/sbin");
  fs::create_symlink("moved", root() + "/usr");
  EXPECT_THAT(owners("/moved/sbin/alphad"), ElementsAre("alpha-2.0-1.noarch"));
}

TEST_F(ForeignRoot, TheHostsLinksDoNotCount) {
  ASSERT_TRUE(fs::is_symlink("/var/run"));
  EXPECT_EQ(copy_.open()->owners("/run/alpha/old.pid")->size(), 2U);
  EXPECT_THAT(owners("/run/alpha/old.pid"), IsEmpty());
  EXPECT_EQ(owners("/var/run/alpha/old.pid").size(), 2U);
}

TEST_F(ForeignRoot, TheLastComponentIsNotFollowed) {
  fs::create_directories(root() + "/usr/sbin");
  fs::create_symlink("alphad", root() + "/usr/sbin/other");
  EXPECT_THAT(owners("/usr/sbin/other"), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
