// Which copies of a control file an update leaves, and whether monit reads them.
#include "engine/queries/left_behind.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(LeftBehind, IsTheNewVersionOfAFileThatSomebodyChangedAndThatIsNotReplaced) {
  EXPECT_EQ(suffix_of_copy({"mine", "old", "new"}, true, true), ".rpmnew");
}

TEST(LeftBehind, IsTheChangedFileIfItIsReplaced) {
  EXPECT_EQ(suffix_of_copy({"mine", "old", "new"}, true, false), ".rpmsave");
}

TEST(LeftBehind, IsNoFileWithoutAChangeOnBothSides) {
  EXPECT_EQ(suffix_of_copy({"old", "old", "new"}, true, true), "");
  EXPECT_EQ(suffix_of_copy({"mine", "old", "old"}, true, true), "");
  EXPECT_EQ(suffix_of_copy({"new", "old", "new"}, true, false), "");
}

TEST(LeftBehind, IsNoFileThatIsNoConfiguration) {
  EXPECT_EQ(suffix_of_copy({"mine", "old", "new"}, false, false), "");
}

TEST(LeftBehind, IsReadOnlyIfAnIncludeTakesItsName) {
  const std::string copy = "/etc/monit.d/web.conf.rpmnew";
  EXPECT_EQ(pattern_that_takes(copy, {"/etc/monit.d/*.conf"}), "");
  EXPECT_EQ(pattern_that_takes(copy, {"/etc/monit/*", "/etc/monit.d/*"}), "/etc/monit.d/*");
  EXPECT_EQ(pattern_that_takes("/etc/monit.d/.web.rpmnew", {"/etc/monit.d/*"}), "");
  EXPECT_EQ(pattern_that_takes("/etc/monit.d/sub/web.rpmnew", {"/etc/monit.d/*"}), "");
}

}  // namespace
}  // namespace pkgmap
