// A state directory that other users can write: whatever stands in it is an error, and never the
// answer that there is nothing.
#include <sys/stat.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/journal/heartbeats.hpp"
#include "engine/journal/history.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

class UntrustedDirectory : public testing::Test {
 protected:
  UntrustedDirectory() {
    const auto store = StateDirectory::open(path_).value();
    SessionRecord record;
    record.id = "1111111111111111";
    EXPECT_TRUE(Journal::open(path_)->save(record).ok());
    EXPECT_TRUE(write_substitutes(store, {rules::SubstituteCheck{}}).ok());
    EXPECT_TRUE(give_heartbeat(store, {"boot", 4711, 1, 2, 3}).ok());
    EXPECT_TRUE(write_last_reading(store, reading()).ok());
    EXPECT_EQ(::chmod(path_.c_str(), 0777), 0);
  }
  static monitrc::ControlFile reading() {
    monitrc::ControlFile control_file;
    control_file.path = "/etc/monitrc";
    control_file.checks.emplace_back().name = "db";
    return control_file;
  }
  template <class Answer>
  static void is_refused(const Answer& answer) {
    ASSERT_FALSE(answer.ok());
    EXPECT_THAT(answer.error().message, testing::HasSubstr("other users may write"));
  }

  test::TemporaryDirectory directory_;
  std::string path_ = directory_.file("state");
};

TEST_F(UntrustedDirectory, IsAnErrorForEveryReader) {
  is_refused(Journal::open(path_));
  is_refused(read_sessions(path_));
  is_refused(read_contents_of(path_));
  is_refused(read_substitutes_of(path_));
  is_refused(read_package_notes_of(path_));
  is_refused(read_history(path_));
}

// These answers only help: without them the caller does more work, or waits longer.
TEST_F(UntrustedDirectory, HasNoHeartbeatAndNoLastReading) {
  EXPECT_FALSE(last_heartbeat_in(path_, 4711));
  EXPECT_THAT(last_reading_of(path_, "/etc/monitrc"), testing::IsEmpty());
  EXPECT_EQ(control_file_of_last_reading(path_), "");
  ASSERT_EQ(::chmod(path_.c_str(), 0700), 0);
  EXPECT_TRUE(last_heartbeat_in(path_, 4711));
  EXPECT_THAT(last_reading_of(path_, "/etc/monitrc"), testing::SizeIs(1));
  EXPECT_EQ(control_file_of_last_reading(path_), "/etc/monitrc");
}

}  // namespace
}  // namespace pkgmap
