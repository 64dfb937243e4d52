// Facts of a transaction's packages when one of their files cannot be read.
#include "engine/facts/gather.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/fixture_database.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class GatheredPackages : public testing::Test {
 protected:
  TransactionItem incoming(const std::string& rpm) const {
    TransactionItem item;
    item.action = ItemAction::install;
    item.name = "alpha";
    item.rpm = rpm;
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
  EXPECT_EQ(choices->packages.front().rpm, good_);
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

}  // namespace
}  // namespace pkgmap
