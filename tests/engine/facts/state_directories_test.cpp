// Which state directory each monit has, and that it keeps it.
#include "engine/facts/state_directories.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/host_monits.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

class StateDirectoriesTest : public testing::Test {
 protected:
  StateDirectoriesTest() {
    settings_.state_directory = directory_.file("state");
    for (const char* name : {"one", "other"}) directory_.write(name, "");
  }

  std::string of(const std::string& control_file, const std::string& first) const {
    return StateDirectories(settings_, first).of(control_file);
  }
  void begin_session(const std::string& state_directory, const std::string& control_file) const {
    SessionRecord record;
    record.id = new_session_id();
    record.control_file = control_file;
    ASSERT_TRUE(Journal::open(state_directory)->save(record).ok());
  }
  void read(const std::string& state_directory, const std::string& control_file) const {
    monitrc::ControlFile file;
    file.path = control_file;
    ASSERT_TRUE(write_last_reading(*StateDirectory::open(state_directory), file).ok());
  }

  test::TemporaryDirectory directory_;
  Settings settings_;
  const std::string one_ = directory_.file("one");
  const std::string other_ = directory_.file("other");
};

TEST_F(StateDirectoriesTest, GiveTheFirstMonitTheOutermostOne) {
  EXPECT_EQ(of(one_, one_), settings_.state_directory);
  EXPECT_TRUE(of(other_, one_).starts_with(settings_.state_directory + "/monits/"));
  EXPECT_NE(of(other_, ""), settings_.state_directory);
}

TEST_F(StateDirectoriesTest, KeepThatOfAMonitThatBecomesTheFirst) {
  const std::string further = of(other_, one_);
  begin_session(further, other_);
  EXPECT_EQ(of(other_, other_), further);
}

TEST_F(StateDirectoriesTest, KeepThatOfAMonitThatIsTheFirstNoMore) {
  read(settings_.state_directory, one_);
  EXPECT_EQ(of(one_, other_), settings_.state_directory);
  EXPECT_NE(of(other_, other_), settings_.state_directory);
}

TEST_F(StateDirectoriesTest, GoByASessionBeforeTheLastReading) {
  read(settings_.state_directory, one_);
  begin_session(settings_.state_directory, other_);
  EXPECT_EQ(StateDirectories(settings_, one_).holder(), other_);
}

TEST_F(StateDirectoriesTest, GiveThatOfAControlFileThatWasRenamedToTheFirst) {
  read(settings_.state_directory, one_);
  std::filesystem::rename(one_, directory_.file("renamed"));
  EXPECT_EQ(of(directory_.file("renamed"), directory_.file("renamed")), settings_.state_directory);
}

TEST_F(StateDirectoriesTest, AreWhatAHostAsksForAndSoIsTheOneOfEarlier) {
  begin_session(settings_.state_directory, other_);
  const HostMonits found = find_host_monits(settings_);
  const bool has_it =
      std::any_of(found.further.begin(), found.further.end(), [&](const FurtherMonit& monit) {
        return monit.control_file == other_ && monit.state_directory == settings_.state_directory;
      });
  EXPECT_TRUE(has_it);
  EXPECT_FALSE(found.first_state_directory.empty());
  EXPECT_EQ(found.first.empty(), found.first_state_directory == settings_.state_directory);
  EXPECT_EQ(state_directory_of(settings_, other_), settings_.state_directory);
}

}  // namespace
}  // namespace pkgmap
