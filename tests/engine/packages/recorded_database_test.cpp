// The package database of a bundle answers as that of its host: the names that a person types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::unique_ptr<PackageDatabase> database_of(rules::PackageSystem system,
                                             const std::vector<rules::Nevra>& packages) {
  auto recorded = std::make_shared<RecordedPackages>();
  recorded->system = system;
  for (const rules::Nevra& nevra : packages) {
    RecordedPackage& package = recorded->packages.emplace_back();
    package.record.nevra = nevra;
    package.record.instance = static_cast<std::uint32_t>(recorded->packages.size());
  }
  return open_recorded(recorded, "/", std::make_shared<ConfinedHeaders>("/no/such/program"));
}

std::vector<std::string> matching(PackageDatabase& database, const std::string& label) {
  std::vector<std::string> names;
  const auto found = database.matching(label);
  EXPECT_TRUE(found.ok());
  for (const PackageRecord& record : *found) names.push_back(record.nevra.text());
  return names;
}

TEST(RecordedDatabase, OfDpkgKnowsAPackageByArchitectureAndVersion) {
  const auto database =
      database_of(rules::PackageSystem::dpkg, {rules::debian_package("libx", "1:2.0-1", "amd64"),
                                               rules::debian_package("libx", "1:2.0-1", "i386"),
                                               rules::debian_package("libxy", "7", "all")});
  const std::string amd64 = "libx:amd64=1:2.0-1";
  const std::string i386 = "libx:i386=1:2.0-1";
  EXPECT_THAT(matching(*database, "libx"), ElementsAre(amd64, i386));
  EXPECT_THAT(matching(*database, "libx:any"), ElementsAre(amd64, i386));
  EXPECT_THAT(matching(*database, "libx:amd64"), ElementsAre(amd64));
  EXPECT_THAT(matching(*database, "libx=1:2.0-1"), ElementsAre(amd64, i386));
  EXPECT_THAT(matching(*database, i386), ElementsAre(i386));
  EXPECT_THAT(matching(*database, "libx*"), ElementsAre(amd64, i386, "libxy:all=7"));
  EXPECT_THAT(matching(*database, "libx*:all"), ElementsAre("libxy:all=7"));
  for (const char* label : {"libx:arm64", "libx=2.0-1", "lib", "", "libx-1:2.0-1"}) {
    EXPECT_THAT(matching(*database, label), IsEmpty()) << label;
  }
}

TEST(RecordedDatabase, OfRpmKnowsAPackageByTheLabelsOfRpm) {
  const auto database = database_of(rules::PackageSystem::rpm, {{"app", "", "2", "1", "noarch"},
                                                                {"app-2", "", "3", "1", "noarch"}});
  EXPECT_THAT(matching(*database, "app"), ElementsAre("app-2-1.noarch"));
  EXPECT_THAT(matching(*database, "app-2"), ElementsAre("app-2-3-1.noarch"));
  EXPECT_THAT(matching(*database, "app-2-1.noarch"), ElementsAre("app-2-1.noarch"));
  EXPECT_THAT(matching(*database, "app*"), ElementsAre("app-2-1.noarch", "app-2-3-1.noarch"));
  EXPECT_THAT(matching(*database, "app:noarch"), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
