// Which headers a transaction is about: every kind of element, named well or badly by its manager.
#include "engine/facts/package_choice.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

// The fixture has installed: alpha 1.0 and 2.0 at the same time, beta 3:1.5, replacer 1.
const std::string kAlpha2 = "alpha-2.0-1.noarch";
const std::string kSuccessor = "successor-5-1.noarch";

std::string chosen(const Result<PackageChoices>& choices) {
  if (!choices) return "error: " + choices.error().message;
  std::vector<std::string> texts;
  for (const PackageChoice& choice : choices->packages) {
    texts.push_back((choice.incoming() ? "+" : "-") + choice.package.nevra.text());
  }
  std::sort(texts.begin(), texts.end());
  std::string text;
  for (const std::string& one : texts) text += (text.empty() ? "" : " ") + one;
  return text;
}

TransactionItem item(ItemAction action, const std::string& name, const std::string& rpm = {}) {
  TransactionItem item;
  item.action = action;
  item.package.name = name;
  if (!rpm.empty()) item.package_file = fixture_package(rpm);
  return item;
}

TransactionItem outgoing(const std::string& name, const std::string& version,
                         ItemAction action = ItemAction::remove) {
  TransactionItem outgoing = item(action, name);
  outgoing.package.version = version;
  outgoing.package.release = "1";
  outgoing.package.arch = "noarch";
  return outgoing;
}

struct PackageChoiceRow {
  const char* name;
  std::vector<TransactionItem> items;
  const char* chosen;
};

class TransactionOf : public ::testing::TestWithParam<PackageChoiceRow> {};

TEST_P(TransactionOf, IsAboutTheseHeaders) {
  const DatabaseCopy copy;
  const auto database = copy.open();
  Transaction transaction;
  transaction.items = GetParam().items;
  EXPECT_EQ(chosen(choose_packages(transaction, *database)), GetParam().chosen);
}

std::vector<PackageChoiceRow> rows() {
  using A = ItemAction;
  return {
      {"InstallOfSomethingNew",
       {item(A::install, "successor", kSuccessor)},
       "+successor-5-1.noarch -alpha-1.0-1.noarch"},
      {"InstallBesideAnotherVersion", {item(A::install, "alpha", kAlpha2)}, "+alpha-2.0-1.noarch"},
      {"UpgradeWithBothSides",
       {item(A::upgrade, "alpha", kAlpha2), outgoing("alpha", "1.0")},
       "+alpha-2.0-1.noarch -alpha-1.0-1.noarch -alpha-2.0-1.noarch"},
      {"UpgradeWithoutItsOutgoing",
       {item(A::upgrade, "beta", "beta-3:1.5-2.el9.noarch")},
       "+beta-3:1.5-2.el9.noarch -beta-3:1.5-2.el9.noarch"},
      {"UpgradeWithoutAFile", {item(A::upgrade, "beta")}, "-beta-3:1.5-2.el9.noarch"},
      {"Downgrade",
       {item(A::downgrade, "alpha", "alpha-1.0-1.noarch")},
       "+alpha-1.0-1.noarch -alpha-1.0-1.noarch -alpha-2.0-1.noarch"},
      {"Reinstall",
       {item(A::reinstall, "replacer", "replacer-1-1.noarch")},
       "+replacer-1-1.noarch -replacer-1-1.noarch"},
      {"RemoveOfOneVersion", {outgoing("alpha", "1.0")}, "-alpha-1.0-1.noarch"},
      {"RemoveByNameAlone", {item(A::remove, "alpha")}, "-alpha-1.0-1.noarch -alpha-2.0-1.noarch"},
      {"RemoveOfWhatIsGone", {item(A::remove, "nobody")}, ""},
      {"ObsoleteThatIsNamed",
       {item(A::install, "successor", kSuccessor), outgoing("alpha", "1.0", A::obsolete)},
       "+successor-5-1.noarch -alpha-1.0-1.noarch"},
      {"Nothing", {}, ""},
  };
}

INSTANTIATE_TEST_SUITE_P(Elements, TransactionOf, ::testing::ValuesIn(rows()),
                         [](const auto& row) { return row.param.name; });

TEST(PackageChoice, AFileThatIsGoneBecomesANote) {
  const DatabaseCopy copy;
  const auto database = copy.open();
  Transaction transaction;
  transaction.items = {item(ItemAction::upgrade, "beta")};
  transaction.items[0].package_file = "/nowhere/beta.rpm";
  const auto choices = choose_packages(transaction, *database);
  EXPECT_EQ(chosen(choices), "-beta-3:1.5-2.el9.noarch");
  EXPECT_EQ(choices->notes.size(), 1U);
}

TEST(PackageChoice, ARpmFileBringsWhatItObsoletes) {
  const DatabaseCopy copy;
  const auto database = copy.open();
  EXPECT_EQ(chosen(choose_packages(fixture_package(kSuccessor), *database)),
            "+successor-5-1.noarch -alpha-1.0-1.noarch");
}

}  // namespace
}  // namespace pkgmap
