// Which links no package ships, if the package database answers and if it does not.
#include "engine/facts/movable_links.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/engine/facts/stub_packages.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

TEST(MovableLinks, AreNotKnownWithoutThePackageDatabase) {
  const test::TemporaryDirectory root;
  std::filesystem::create_directories(root.file("usr/bin"));
  root.write("usr/bin/java-17", "");
  std::filesystem::create_symlink("java-17", root.file("usr/bin/java"));
  test::StubPackages packages;
  const auto shipped = ShippedFiles::read({}, packages, root.path());
  ASSERT_TRUE(shipped) << shipped.error().message;
  MovableLinks links(*shipped, false, packages, root.path());
  const auto after_loss = [&] {
    return links.after_loss({"/usr/bin/java", {"/usr/bin/java", "/usr/bin/java-17"}, true},
                            "/usr/bin/java-17", {}, [](const std::string&) { return true; });
  };
  const auto unknown = after_loss();
  ASSERT_FALSE(unknown) << "no package ships " << unknown->link;
  EXPECT_EQ(unknown.error().code, ErrorCode::package_database);
  packages.owned.emplace();
  const auto known = after_loss();
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_EQ(known->link, "/usr/bin/java");
}

}  // namespace
}  // namespace pkgmap
