// At which of monit's places the control file of a root is found.
#include <filesystem>

#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

// For monit, a link that leads nowhere is no file: `monit -t` takes the next place.
TEST(UsualControlFile, IsNotALinkThatLeadsNowhere) {
  const test::TemporaryDirectory root;
  Settings settings;
  settings.root = root.path();
  std::filesystem::create_directories(root.file("etc/monit"));
  std::filesystem::create_symlink("/nowhere", root.file("etc/monitrc"));
  const auto none = choose_control_file(settings);
  ASSERT_FALSE(none.ok()) << *none;
  EXPECT_EQ(none.error().code, ErrorCode::control_file);
  root.write("etc/monit/monitrc", "set daemon 30\n");
  const auto second = choose_control_file(settings);
  ASSERT_TRUE(second.ok()) << second.error().message;
  EXPECT_EQ(*second, "/etc/monit/monitrc");
  root.write("nowhere", "set daemon 30\n");
  EXPECT_EQ(*choose_control_file(settings), "/etc/monitrc");
}

}  // namespace
}  // namespace pkgmap
