// The state directory after the program was removed.
#include "engine/session/guard/removed_program.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/journal/heartbeats.hpp"
#include "engine/journal/history.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/system/files/state_directory.hpp"
#include "engine/system/process/proc.hpp"
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

// Writes what a session and the looks at packages write.
void write_every_text(const Journal& journal, const SessionRecord& record) {
  const StateStore& store = journal.store();
  ASSERT_TRUE(journal.save(record).ok());
  ASSERT_TRUE(journal.mark_transaction_ended(record.id).ok());
  ASSERT_TRUE(add_to_history(store, record, 0).ok());
  ASSERT_TRUE(store.append("history.jsonl", "{}", 10).ok());
  ASSERT_TRUE(ContentRecords().write(store).ok());
  ASSERT_TRUE(write_last_reading(store, {}).ok());
  ASSERT_TRUE(give_heartbeat(store, {boot_id(), ::getpid(), 1, 1}).ok());
  ASSERT_TRUE(write_mark(store, {}).ok());
  ASSERT_TRUE(announce(store, {}).ok());
  ASSERT_TRUE(journal.try_lock().ok());
  ASSERT_TRUE(try_lock_notes(store).ok());
  ASSERT_TRUE(journal.remove(record.id).ok());
}

TEST_F(StateOfARemovedProgram, GoesWithEveryText) {
  write_every_text(journal_, record());
  // A process died while it wrote.
  std::ofstream(path_ + "/.drift.new").flush();
  EXPECT_TRUE(goes());
}

// Somebody may have named a directory with `--state-dir` that is not ours alone.
TEST_F(StateOfARemovedProgram, StaysWithWhatIsNotOurs) {
  for (const std::string name : {"letter", "history.jsonl.gz", "x.session", "1x.beat"}) {
    std::ofstream(path_ + "/" + name).flush();
    EXPECT_FALSE(goes()) << name;
    EXPECT_TRUE(fs::remove(path_ + "/" + name)) << name;
  }
  EXPECT_TRUE(goes());
}

TEST_F(StateOfARemovedProgram, StaysWithADirectoryInIt) {
  for (const std::string name : {"letters", "contents"}) {
    fs::create_directories(path_ + "/" + name);
    std::ofstream(path_ + "/" + name + "/drift").flush();
    EXPECT_FALSE(goes()) << name;
    EXPECT_TRUE(fs::exists(path_ + "/" + name + "/drift"));
    fs::remove_all(path_ + "/" + name);
  }
}

// Of several monits, the guard of a further one may be the last to end.
TEST_F(StateOfARemovedProgram, GoesWithTheLastDirectoryBelowIt) {
  const std::string below = path_ + kStateDirectoriesBelow + "/opt-own-monitrc";
  ASSERT_TRUE(Journal::open(below).ok());
  remove_state_directory(below);
  EXPECT_FALSE(fs::exists(path_));
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
