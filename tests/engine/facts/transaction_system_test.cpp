// Tests whose packages a transaction installs, and a person means.
#include "engine/facts/transaction_system.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using rules::PackageSystem;

Transaction told_by(const std::string& manager) {
  Transaction transaction;
  transaction.manager = manager;
  transaction.items.emplace_back().package.name = "mysql-server";
  return transaction;
}

TEST(SystemOf, ATransactionIsThatOfItsPackageManager) {
  for (const char* manager : {"apt", "dpkg"}) {
    EXPECT_EQ(system_of(told_by(manager)), PackageSystem::dpkg) << manager;
  }
  for (const char* manager : {"dnf4", "dnf5", "yum3", "zypp", "rpm"}) {
    EXPECT_EQ(system_of(told_by(manager)), PackageSystem::rpm) << manager;
  }
  for (const char* manager : {"", kPerson, "another"}) {
    EXPECT_EQ(system_of(told_by(manager)), std::nullopt) << manager;
  }
}

TEST(SystemOf, ATransactionWithAPackageFileIsThatOfTheFile) {
  Transaction transaction = told_by(kPerson);
  transaction.items.front().package_file = "/tmp/x";
  EXPECT_EQ(system_of(transaction), PackageSystem::rpm);
  transaction.items.front().deb = true;
  EXPECT_EQ(system_of(transaction), PackageSystem::dpkg);
}

TEST(SystemOf, WordsIsThatOfTheFirstPackageFile) {
  struct Row {
    std::vector<std::string> words;
    std::optional<PackageSystem> system;
  };
  for (const Row& row : {Row{{"nginx"}, std::nullopt}, Row{{}, std::nullopt},
                         Row{{"nginx", "./mysql.rpm"}, PackageSystem::rpm},
                         Row{{"/tmp/mysql_1_all.deb"}, PackageSystem::dpkg}}) {
    EXPECT_EQ(system_of(row.words), row.system);
  }
}

TEST(SystemOf, NothingOverrulesWhatThePersonSays) {
  Settings settings;
  settings.packages = PackageSystem::dpkg;
  EXPECT_EQ(with_system_of(told_by("dnf4"), settings).packages, PackageSystem::dpkg);
  EXPECT_EQ(with_system_of(std::vector<std::string>{"x.rpm"}, settings).packages,
            PackageSystem::dpkg);
}

}  // namespace
}  // namespace pkgmap
