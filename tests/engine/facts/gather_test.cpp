// Facts of a transaction's packages when one of their files cannot be read.
#include "engine/facts/gather.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/host_packages.hpp"
#include "tests/engine/facts/stub_packages.hpp"
#include "tests/engine/packages/fixture_database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::SizeIs;

class GatheredPackages : public testing::Test {
 protected:
  TransactionItem incoming(const std::string& rpm) const {
    TransactionItem item;
    item.action = ItemAction::install;
    item.package.name = "alpha";
    item.package_file = rpm;
    return item;
  }

  test::TemporaryDirectory directory_;
  DatabaseCopy copy_;
  std::unique_ptr<PackageDatabase> database_ = copy_.open();
  const std::string good_ = fixture_package("alpha-1.0-1.noarch");
};

TEST_F(GatheredPackages, AreThereWithoutTheOneThatIsDamaged) {
  const std::string damaged =
      directory_.write("damaged.rpm", test::read_file(good_).substr(0, 1000));
  const auto choices =
      choose_packages(Transaction{"test", 0, {incoming(damaged), incoming(good_)}}, *database_);
  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->notes, ElementsAre(HasSubstr(damaged + " is damaged")));
  ASSERT_THAT(choices->packages, SizeIs(1));
  EXPECT_EQ(choices->packages.front().package_file, good_);
}

TEST_F(GatheredPackages, HaveNoFilesWhenTheirFileHasGoneMeanwhile) {
  const std::string gone = directory_.file("gone.rpm");
  std::filesystem::copy_file(good_, gone);
  auto choices = choose_packages(Transaction{"test", 0, {incoming(gone)}}, *database_);
  ASSERT_TRUE(choices);
  std::filesystem::remove(gone);
  monitrc::Check check;
  check.path = "/usr/sbin/alphad";
  check.type = monitrc::CheckType::file;
  const auto packages = gather_packages(*choices, gather_checks({check}, "/"), *database_, "/");
  ASSERT_TRUE(packages) << packages.error().message;
  ASSERT_THAT(*packages, SizeIs(1));
  EXPECT_THAT(packages->front().files, IsEmpty());
  EXPECT_THAT(choices->notes, ElementsAre("cannot open " + gone + ": No such file or directory"));
}

TEST_F(GatheredPackages, AreTheOwnersOfWhatChecksNames) {
  monitrc::Check check;
  check.path = "/usr/sbin/alphad";
  check.type = monitrc::CheckType::file;
  const auto owners = gather_owners(gather_checks({check}, "/"), *database_, "/");
  ASSERT_TRUE(owners) << owners.error().message;
  ASSERT_THAT(*owners, SizeIs(1));
  EXPECT_EQ(owners->front().nevra.name, "alpha");
  EXPECT_TRUE(owners->front().installed);
  ASSERT_THAT(owners->front().files, SizeIs(1));
  EXPECT_TRUE(owners->front().files[0].path.ends_with("/sbin/alphad"));
  check.path = "/usr/sbin/nobodys";
  const auto nobody = gather_owners(gather_checks({check}, "/"), *database_, "/");
  ASSERT_TRUE(nobody) << nobody.error().message;
  EXPECT_THAT(*nobody, IsEmpty());
}

monitrc::Check check_of(monitrc::CheckType type, const std::string& path) {
  monitrc::Check check;
  check.name = path;
  check.type = type;
  (type == monitrc::CheckType::process ? check.pidfile : check.path) = path;
  return check;
}

// "alpha-1-1.noarch /usr/sbin/alphad sha256:…", once for each file of each package.
std::vector<std::string> told_by(const HostPackages& host) {
  std::vector<std::string> told;
  for (const rules::PackageFacts& package : host.packages) {
    for (const rules::ListedFile& file : package.files) {
      told.push_back(package.nevra.text() + " " + file.path + " ");
      const auto owners = host.owners.find(file.path);
      if (owners == host.owners.end()) continue;
      for (const auto& owned : owners->second) told.back() += owned.file.digest.value;
    }
  }
  return told;
}

// Only a pass over all packages finds the files below a directory.
TEST_F(GatheredPackages, OfAHostAreTheSameByTheIndexAndByAPass) {
  using monitrc::CheckType;
  std::vector<monitrc::Check> checks{check_of(CheckType::file, "/usr/sbin/alphad"),
                                     check_of(CheckType::process, "/run/alpha/alpha.pid"),
                                     check_of(CheckType::file, "/etc/alpha/alpha.conf"),
                                     check_of(CheckType::file, "/usr/sbin/nobodys")};
  const std::vector<std::string> more{"/usr/sbin/alphad", "/usr/share/doc/alpha/README",
                                      "/nowhere"};
  const auto by_index = find_host_packages(gather_checks(checks, "/"), more, *database_, "/");
  ASSERT_TRUE(by_index) << by_index.error().message;
  checks.push_back(check_of(CheckType::directory, "/srv/nobodys"));
  const auto by_pass = find_host_packages(gather_checks(checks, "/"), more, *database_, "/");
  ASSERT_TRUE(by_pass) << by_pass.error().message;
  EXPECT_THAT(told_by(*by_index), Not(IsEmpty()));
  EXPECT_EQ(told_by(*by_index), told_by(*by_pass));
  EXPECT_EQ(by_index->owner_of_more, by_pass->owner_of_more);
  EXPECT_EQ(by_index->owner_of_more.at("/usr/sbin/alphad"), "alpha");
  for (std::size_t i = 0; i < by_index->candidates.size(); ++i) {
    EXPECT_EQ(by_index->candidates[i], by_pass->candidates[i]);
  }
}

// "alpha-1-1.noarch /etc/alpha", with " shared" behind the directories that others own, too.
std::vector<std::string> directories_of(const std::vector<rules::PackageFacts>& packages) {
  std::vector<std::string> told;
  for (const rules::PackageFacts& package : packages) {
    for (const rules::ListedFile& file : package.files) {
      if (!file.directory) continue;
      told.push_back(package.nevra.text() + " " + file.path + (file.shared ? " shared" : ""));
    }
  }
  return told;
}

TEST_F(GatheredPackages, SayWhichDirectoriesTheyShareAsThoseOfAHostDo) {
  using monitrc::CheckType;
  const std::vector<monitrc::Check> checks{
      check_of(CheckType::directory, "/usr/lib/shared-plugins"),
      check_of(CheckType::directory, "/etc/alpha"),
      check_of(CheckType::process, "/run/alpha/alpha.pid")};
  const auto facts = gather_checks(checks, "/");
  const auto owners = gather_owners(facts, *database_, "/");
  const auto host = find_host_packages(facts, {}, *database_, "/");
  ASSERT_TRUE(owners) << owners.error().message;
  ASSERT_TRUE(host) << host.error().message;
  const std::vector<std::string> told = directories_of(*owners);
  EXPECT_THAT(told, IsSupersetOf(directories_of(host->packages)));
  EXPECT_THAT(told, Contains("beta-3:1.5-2.el9.noarch /usr/lib/shared-plugins shared"));
  EXPECT_THAT(told, Contains("alpha-1.0-1.noarch /etc/alpha"));
}

TEST(HostPackages, HaveTheFilesThatThePackageManagerDoesNotVerify) {
  for (const bool verified : {false, true}) {
    test::StubPackages packages;
    packages.owned.emplace().emplace_back();
    packages.owned->front().file.path = "/etc/passwd";
    packages.owned->front().file.content_verified = verified;
    const std::vector<monitrc::Check> checks{check_of(monitrc::CheckType::file, "/etc/passwd")};
    const auto host = find_host_packages(gather_checks(checks, "/"), {}, packages, "/");
    ASSERT_TRUE(host) << host.error().message;
    EXPECT_EQ(host->packages.at(0).files.at(0).unverified, !verified);
  }
}

TEST_F(GatheredPackages, AreThoseThatTheManagerToldOfAndNoFileOfThemIsRead) {
  TransactionItem told = incoming(directory_.file("not-there.rpm"));
  told.files = std::make_shared<const std::vector<FileGroup>>(std::vector<FileGroup>{
      {"/usr/sbin/", false, false, {"other", "alphad"}}, {"/run/", true, true, {"alphad"}}});
  auto choices = choose_packages(Transaction{"rpm", 0, {told}}, *database_);
  ASSERT_TRUE(choices);
  EXPECT_THAT(choices->notes, IsEmpty());
  ASSERT_THAT(choices->packages, SizeIs(1));
  monitrc::Check check;
  check.path = "/usr/sbin/alphad";
  check.type = monitrc::CheckType::file;
  const auto packages = gather_packages(*choices, gather_checks({check}, "/"), *database_, "/");
  ASSERT_TRUE(packages) << packages.error().message;
  const rules::PackageFacts& alpha = packages->at(0);
  EXPECT_TRUE(alpha.incoming);
  ASSERT_THAT(alpha.files, SizeIs(2));
  EXPECT_TRUE(alpha.files[0].path.ends_with("/sbin/alphad"));
  EXPECT_FALSE(alpha.files[0].directory || alpha.files[0].ghost);
  EXPECT_TRUE(alpha.files[1].directory && alpha.files[1].ghost);
}

}  // namespace
}  // namespace pkgmap
