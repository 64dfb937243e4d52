#include "engine/facts/offline_update.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

class OfflineUpdate : public testing::Test {
 protected:
  bool is_seen(const std::string& default_target) const {
    const fs::path early = directory_.file("run/systemd/generator.early");
    fs::create_directories(early);
    fs::create_symlink(default_target, early / "default.target");
    return is_offline_update(directory_.file(""));
  }

  test::TemporaryDirectory directory_;
};

TEST_F(OfflineUpdate, IsWhatSystemdBootsInto) {
  EXPECT_TRUE(is_seen("/lib/systemd/system/system-update.target"));
}

TEST_F(OfflineUpdate, IsNoOtherBoot) {
  EXPECT_FALSE(is_seen("/lib/systemd/system/rescue.target"));
}

TEST_F(OfflineUpdate, IsNoUsualBoot) {
  EXPECT_FALSE(is_offline_update(directory_.file("")));
}

}  // namespace
}  // namespace pkgmap
