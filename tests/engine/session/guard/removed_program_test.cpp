// The state directory after the program was removed.
#include "engine/session/guard/removed_program.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "engine/journal/journal.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;

class StateOfARemovedProgram : public testing::Test {
 protected:
  StateOfARemovedProgram() : path_(directory_.path() + "/state"), journal_(*Journal::open(path_)) {}

  SessionRecord record() const {
    SessionRecord record;
    record.id = "0123456789abcdef";
    record.state = SessionState::suspended;
    return record;
  }

  bool goes() const {
    remove_state_directory(path_);
    return !fs::exists(path_);
  }

  const TemporaryDirectory directory_;
  const std::string path_;
  const Journal journal_;
};

TEST_F(StateOfARemovedProgram, GoesWithEveryFile) {
  ASSERT_TRUE(journal_.store().write("contents", "{}\n").ok());
  ASSERT_TRUE(journal_.store().append("history", "{}", 1000).ok());
  ASSERT_TRUE(journal_.save(record()).ok());
  ASSERT_TRUE(journal_.remove(record().id).ok());
  EXPECT_TRUE(goes());
}

TEST_F(StateOfARemovedProgram, StaysWithASession) {
  ASSERT_TRUE(journal_.save(record()).ok());
  EXPECT_FALSE(goes());
  EXPECT_TRUE(journal_.has(record().id));
}

TEST_F(StateOfARemovedProgram, StaysWithASessionThatCannotBeRead) {
  ASSERT_TRUE(journal_.store().write("0123456789abcdef.session", "{").ok());
  EXPECT_FALSE(goes());
}

TEST_F(StateOfARemovedProgram, StaysWithASubstituteCheck) {
  ASSERT_TRUE(journal_.store().write("drift", "[]\n").ok());
  EXPECT_FALSE(goes());
}

TEST_F(StateOfARemovedProgram, StaysIfOthersCanWriteIt) {
  fs::permissions(path_, fs::perms::all);
  EXPECT_FALSE(goes());
}

TEST_F(StateOfARemovedProgram, StaysIfItIsALink) {
  const std::string link = directory_.path() + "/link";
  fs::create_symlink(path_, link);
  remove_state_directory(link);
  EXPECT_TRUE(fs::exists(path_));
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST(ProgramIsRemoved, NotWhileItsFileIsThere) {
  EXPECT_FALSE(program_is_removed());
}

}  // namespace
}  // namespace pkgmap
