// The record of a session, or the whole state directory, is removed while the session is under way.
// On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/content_records.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kRemovedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n";
constexpr const char* kOffMeanwhile = "bin=off settings=off";
constexpr const char* kNoSubstitutes = "{\"drift\": []}\n";
constexpr const char* kBackOn = "bin=on settings=on";

class WhenTheRecordVanishes : public testing::Test {
 protected:
  WhenTheRecordVanishes() {
    manager_ = host_.start_process("manager");
    id_ = host_.suspend_for(manager_);
    EXPECT_EQ(host_.states(), kOffMeanwhile);
  }
  model::Disk& disk() { return host_.machine().disk; }
  void remove_record() { disk().texts.erase(id_ + ".session"); }
  bool is_over() {
    return host_.eventually([&] { return !host_.journal().has(id_) && host_.guards().empty(); });
  }

  ModelSession host_{kRemovedChecks};
  int manager_ = 0;
  std::string id_;
};

TEST_F(WhenTheRecordVanishes, TheGuardWritesItAgain) {
  // The guard has seen what the suspend wrote last.
  host_.pass(seconds(1));
  remove_record();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_THAT(host_.journal().load(id_)->checks, SizeIs(2));
  EXPECT_EQ(host_.journal().load(id_)->state, SessionState::suspended);
  EXPECT_EQ(host_.states(), kOffMeanwhile);
  EXPECT_THAT(host_.trace(), HasSubstr("its guard has written it again"));
  ASSERT_TRUE(host_.resume(id_, true).ok());
  EXPECT_EQ(host_.states(), kBackOn);
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheDirectoryMayBeGoneToo) {
  const auto before = host_.journal().store().read(kContentsFile);
  ASSERT_TRUE(before.ok());
  disk().vanish();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_EQ(host_.journal().store().read(kContentsFile).value(), *before);
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheSubstituteChecksAreListedAgain) {
  ASSERT_TRUE(host_.journal().store().write(kSubstitutesFile, kNoSubstitutes).ok());
  host_.pass(seconds(1));
  disk().vanish();
  host_.pass(seconds(2));
  EXPECT_TRUE(host_.journal().store().has(kSubstitutesFile));
}

TEST_F(WhenTheRecordVanishes, APurgeOfThePackageEndsAllButTheSession) {
  ASSERT_TRUE(host_.journal().store().write(kSubstitutesFile, kNoSubstitutes).ok());
  host_.pass(seconds(1));
  host_.machine().is_program_removed = true;
  disk().vanish();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_FALSE(host_.journal().store().has(kContentsFile));
  EXPECT_FALSE(host_.journal().store().has(kSubstitutesFile));
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheHookWaitsForTheGuardToWriteItAgain) {
  disk().vanish();
  const auto outcome = host_.resume(id_, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->results.resumed, SizeIs(2));
  EXPECT_EQ(host_.states(), kBackOn);
}

TEST_F(WhenTheRecordVanishes, TheGuardGoesOnWithTheHiddenOneIfItCannotWriteTheOther) {
  disk().hide();
  disk().read_only = true;
  host_.pass(seconds(2));
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
  host_.await_guards();
  disk().show();
  EXPECT_THAT(host_.journal().all()->sessions, IsEmpty());
}

// A hook writes it, and the guard has not looked since.
TEST_F(WhenTheRecordVanishes, TheGuardReadsTheLastOneInADirectoryThatIsOnlyHidden) {
  host_.pass(seconds(1));
  SessionRecord later = *host_.journal().load(id_);
  later.checks.emplace_back().name = "later";
  ASSERT_TRUE(host_.journal().save(later).ok());
  disk().hide();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_TRUE(host_.journal().load(id_)->find("later"));
}

// The package is gone, so a person must see which checks are left.
TEST_F(WhenTheRecordVanishes, WhatStaysSuspendedIsFoundInTheDirectoryThatIsThereAtTheEnd) {
  host_.erase();
  host_.machine().set_disturber([this, hidden = false](std::string_view step) mutable {
    if (step == "state.append" && !hidden) {
      hidden = true;
      disk().hide();
    }
    return done();
  });
  host_.kill(manager_);
  host_.await_guards();
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_EQ(host_.journal().load(id_)->state, SessionState::kept);
  EXPECT_THAT(host_.journal().load(id_)->checks, SizeIs(2));
}

// A full disk lets the guard write the record only later.
TEST_F(WhenTheRecordVanishes, TheHiddenDirectoryKeepsNoRecordOfASessionThatWentOnElsewhere) {
  disk().hide();
  disk().read_only = true;
  host_.pass(seconds(2));
  disk().read_only = false;
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  ASSERT_TRUE(host_.resume(id_, true).ok());
  EXPECT_TRUE(is_over());
  disk().show();
  EXPECT_THAT(host_.journal().all()->sessions, IsEmpty());
}

TEST_F(WhenTheRecordVanishes, TheGuardComesBackWhenTheHiddenDirectoryDoes) {
  disk().hide();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  disk().show();
  host_.pass(seconds(2));
  ASSERT_TRUE(host_.journal().has(id_));
  EXPECT_EQ(host_.states(), kOffMeanwhile);
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, TheGuardWritesItOnceTheDiskHasRoom) {
  disk().vanish();
  host_.machine().set_full(true);
  host_.kill(manager_);
  host_.pass(minutes(2));
  EXPECT_EQ(host_.states(), kOffMeanwhile);
  host_.machine().set_full(false);
  EXPECT_TRUE(host_.becomes(kBackOn));
  EXPECT_TRUE(is_over());
}

// The guard waits a minute for what the package manager left behind.
TEST_F(WhenTheRecordVanishes, TheGuardWritesItAgainWhileItWaitsForOrphans) {
  host_.machine().start_process("scriptlet", manager_);
  host_.kill(manager_);
  host_.pass(seconds(2));
  disk().vanish();
  host_.pass(seconds(2));
  EXPECT_TRUE(host_.journal().has(id_));
}

TEST_F(WhenTheRecordVanishes, TheGuardWritesItAgainWhileItWaitsForMonit) {
  host_.kill_monit();
  host_.kill(manager_);
  host_.pass(minutes(3));
  disk().vanish();
  host_.pass(seconds(2));
  EXPECT_TRUE(host_.journal().has(id_));
}

// Somebody accepts a file, or another session ends, while this one is under way.
TEST_F(WhenTheRecordVanishes, TheGuardRemembersTheContentsThatWereRecordedLast) {
  host_.pass(seconds(1));
  const std::string later = host_.journal().store().read(kContentsFile).value() + "\n";
  ASSERT_TRUE(host_.journal().store().write_with_room(kContentsFile, later).ok());
  host_.pass(seconds(1));
  disk().vanish();
  host_.pass(seconds(2));
  EXPECT_EQ(host_.journal().store().read(kContentsFile).value(), later);
}

// What bypassed the hooks before is still told, and this transaction is not accused.
TEST_F(WhenTheRecordVanishes, TheGuardRemembersTheNotesOfThePackages) {
  const Journal journal = host_.journal();
  ASSERT_TRUE(announce(journal.store(), {"dnf", manager_, 1, "boot", 1, {{"b", "b-2"}}}).ok());
  ASSERT_TRUE(
      write_mark(journal.store(), {"/var/lib/rpm", "1", 1, {{"a", "a-1", 1}}, {}, {"bin"}}).ok());
  const PackageNotes before = read_package_notes(journal.store()).value();
  host_.pass(seconds(2));
  disk().vanish();
  host_.pass(seconds(2));
  EXPECT_EQ(read_package_notes(host_.journal().store()).value(), before);
}

// The old mark would accuse a transaction whose announcement is gone.
TEST_F(WhenTheRecordVanishes, TheNotesBeginAnewIfAHookHasAnnouncedSince) {
  ASSERT_TRUE(write_mark(host_.journal().store(), {"/var/lib/rpm", "1", 1, {}, {}, {}}).ok());
  host_.pass(seconds(2));
  host_.machine().scheduler.freeze(host_.guards().front(), 5 * model::kSecond);
  disk().vanish();
  const auto announced = host_.run([&](Host& host) {
    const auto journal = host.open_journal(host_.settings());
    return announce(journal->store(), {"apt", 1, 1, "boot", 1, {{"c", "c-1"}}});
  });
  ASSERT_TRUE(announced.ok());
  host_.pass(seconds(8));
  ASSERT_TRUE(host_.journal().has(id_));
  const PackageNotes notes = read_package_notes(host_.journal().store()).value();
  EXPECT_FALSE(notes.mark);
  EXPECT_THAT(notes.announced, SizeIs(1));
}

// The resumer has read it before, and no guard is left.
TEST_F(WhenTheRecordVanishes, AResumeThatIsUnderWayGoesOn) {
  host_.kill_guard(id_);
  host_.machine().set_disturber([this](std::string_view step) {
    if (step == "packages.open") remove_record();
    return done();
  });
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_.states(), kBackOn);
  EXPECT_TRUE(is_over());
}

TEST_F(WhenTheRecordVanishes, AResumeThatCannotWriteItAgainGoesOn) {
  host_.kill_guard(id_);
  host_.machine().set_disturber([this](std::string_view step) {
    if (step != "packages.open") return done();
    remove_record();
    host_.machine().set_full(true);
    return done();
  });
  const auto outcome = host_.resume(id_);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->trouble);
  EXPECT_EQ(host_.states(), kBackOn);
}

// Nobody is left who knows the checks.
TEST_F(WhenTheRecordVanishes, TheHookSaysSoIfTheGuardIsGoneToo) {
  host_.kill_guard(id_);
  disk().vanish();
  const auto outcome = host_.resume(id_, true);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::failed);
  EXPECT_THAT(outcome.error().message, HasSubstr("though it has not ended"));
}

TEST_F(WhenTheRecordVanishes, TheHookIsSilentIfTheGuardWasFirst) {
  host_.machine().tell_to_end(host_.guards().front());
  ASSERT_TRUE(host_.becomes(kBackOn));
  ASSERT_TRUE(is_over());
  const auto outcome = host_.resume(id_, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->results.resumed, IsEmpty());
}

TEST_F(WhenTheRecordVanishes, ASessionThatEndedIsNotWrittenAgain) {
  ASSERT_TRUE(host_.resume(id_).ok());
  host_.await_guards();
  EXPECT_FALSE(host_.journal().has(id_));
  EXPECT_THAT(host_.trace(), testing::Not(HasSubstr("its guard has written it again")));
}

TEST_F(WhenTheRecordVanishes, NoEndMarkIsLeftOnceEverybodyHasGone) {
  ASSERT_TRUE(host_.resume(id_).ok());
  host_.await_guards();
  host_.kill(manager_);
  const int next = host_.start_process("manager");
  host_.suspend_for(next);
  EXPECT_THAT(host_.journal().all()->over, IsEmpty());
}

// Also while it tries the leftover checks of earlier sessions, after its own session.
TEST_F(WhenTheRecordVanishes, AGuardThatRunsHasItsSessionOrAnEndMark) {
  for (const char* id : {"00000000000000aa", "00000000000000bb"}) {
    SessionRecord earlier;
    earlier.id = id;
    earlier.state = SessionState::kept;
    earlier.control_file = model::Machine::kControlFile;
    earlier.checks.resize(1);
    earlier.checks[0].name = "elsewhere";
    ASSERT_TRUE(host_.journal().save(earlier).ok());
  }
  int without = 0;
  host_.machine().set_disturber([&](std::string_view /*step*/) {
    for (const auto& [guard, session] : host_.machine().guards) {
      const bool known = host_.journal().has(session) || host_.journal().is_over(session);
      if (host_.lives(guard) && !known) ++without;
    }
    return done();
  });
  host_.kill(manager_);
  host_.await_guards();
  host_.machine().set_disturber([](std::string_view) { return done(); });
  EXPECT_EQ(without, 0);
  EXPECT_THAT(host_.journal().all()->over, IsEmpty());
}

// The guard has signed and has not looked since: the suspend goes on meanwhile.
TEST(WhenTheRecordVanishesEarly, TheGuardWritesItAgainAsThatOfASessionWithAGuard) {
  ModelSession host(kRemovedChecks);
  host.machine().set_disturber([&](std::string_view step) {
    model::Scheduler& scheduler = host.machine().scheduler;
    if (step == "guard.word") scheduler.freeze(scheduler.self(), 10 * model::kSecond);
    return done();
  });
  const int manager = host.start_process("manager");
  const std::string id = host.suspend_for(manager);
  ASSERT_EQ(host.states(), kOffMeanwhile);
  host.machine().disk.vanish();
  host.pass(seconds(12));
  ASSERT_TRUE(host.journal().has(id));
  host.kill(manager);
  EXPECT_TRUE(host.becomes(kBackOn)) << host.trace();
}

// It can be mended, or read later.
TEST_F(WhenTheRecordVanishes, AGuardWhoseRecordIsDamagedIsNotLost) {
  disk().texts.at(id_ + ".session").earlier.reset();
  disk().unreadable.insert(id_ + ".session");
  EXPECT_THAT(host_.run([&](Host& host) { return lost_guards(host_.settings(), host); }),
              IsEmpty());
  disk().unreadable.clear();
}

// Stopped, it cannot write the record again; but its command line names the session.
TEST_F(WhenTheRecordVanishes, RecoverAndIfStaleNameAGuardWhoseSessionIsNotOnDisk) {
  host_.machine().scheduler.freeze(host_.guards().front(), 60 * model::kSecond);
  disk().vanish();
  const auto stale =
      host_.run([&](Host& host) { return hand_over_to_guards(host_.settings(), host); });
  ASSERT_THAT(stale->lost, SizeIs(1));
  EXPECT_EQ(stale->lost[0].session, id_);
  const auto recovered = host_.run([&](Host& host) { return recover(host_.settings(), host); });
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_TRUE(recovered->front().lost);
  // It goes on in the end.
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kBackOn));
}

}  // namespace
}  // namespace pkgmap
