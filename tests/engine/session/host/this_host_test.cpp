// The Host of this process, at the end of the process.
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/heartbeats.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::vector<Heartbeat> heartbeats_in(const std::string& directory) {
  bool missing = false;
  const auto opened = StateDirectory::open_existing(directory, missing);
  EXPECT_TRUE(opened.ok());
  return opened ? all_heartbeats(*opened) : std::vector<Heartbeat>{};
}

TEST(ThisHost, LeavesNoHeartbeatBehindWhenItsProcessEnds) {
  const test::TemporaryDirectory directory;
  Settings settings;
  settings.state_directory = directory.file("state");
  EXPECT_EXIT(
      {
        const bool opened = this_host().open_journal(settings).ok();
        std::exit(opened && heartbeats_in(settings.state_directory).size() == 1 ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
  EXPECT_THAT(heartbeats_in(settings.state_directory), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
