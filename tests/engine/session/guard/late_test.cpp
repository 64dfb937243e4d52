// Processes that do not go on: frozen guards and resumers, on the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/recover.hpp"
#include "engine/session/host/late_processes.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kFrozenChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";
constexpr const char* kAllOff = "bin=off settings=off";
constexpr const char* kAllOn = "bin=on settings=on";

class WithAFrozenProcess : public testing::Test {
 protected:
  void suspend() {
    manager_ = host_.start_process("manager");
    id_ = host_.suspend_for(manager_);
    guard_ = host_.journal().load(id_)->guard_pid;
    ASSERT_EQ(host_.states(), kAllOff);
  }
  void freeze(int pid, seconds time, bool in_the_kernel = false) {
    host_.machine().scheduler.freeze(pid, time.count() * model::kSecond, in_the_kernel);
  }
  Result<std::vector<Recovered>> recover() {
    return host_.run([&](Host& host) { return pkgmap::recover(host_.settings(), host); });
  }
  Stale hand_over() {
    return host_.run([&](Host& host) { return hand_over_to_guards(host_.settings(), host); })
        .value();
  }
  // Begins a resume of this session, and freezes it at its first step of that name.
  int freeze_resume_at(const std::string& step, seconds time, bool in_the_kernel = false) {
    const int resumer = host_.begin([this](Host& host) {
      static_cast<void>(resume(host_.settings(), {id_, Caller::person, {}, {}}, host));
    });
    bool frozen = false;
    host_.machine().set_disturber([=, this](std::string_view name) mutable {
      const bool its_own = host_.machine().scheduler.self() == resumer;
      if (frozen || !its_own || name != step) return done();
      frozen = true;
      freeze(resumer, time, in_the_kernel);
      return done();
    });
    host_.pass(seconds(2));
    return resumer;
  }

  ModelSession host_{kFrozenChecks};
  int manager_ = 0;
  int guard_ = 0;
  std::string id_;
};

TEST_F(WithAFrozenProcess, RecoverResumesWhatAFrozenGuardLeaves) {
  suspend();
  freeze(guard_, minutes(30));
  host_.kill(manager_);
  host_.pass(seconds(40));
  EXPECT_EQ(host_.states(), kAllOff);
  const auto recovered = recover();
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_TRUE(recovered->front().outcome.ok());
  EXPECT_EQ(host_.states(), kAllOn);
  EXPECT_FALSE(host_.lives(guard_));
}

// It is not late yet: whoever waits for a disk for a moment goes on by itself.
TEST_F(WithAFrozenProcess, RecoverLeavesAGuardAloneThatIsSilentForAMoment) {
  suspend();
  host_.kill(manager_);
  freeze(guard_, seconds(20));
  host_.pass(seconds(10));
  EXPECT_THAT(*recover(), IsEmpty());
  EXPECT_TRUE(host_.lives(guard_));
  EXPECT_TRUE(host_.becomes(kAllOn));
}

TEST_F(WithAFrozenProcess, TheNextHookTakesOverFromAFrozenGuard) {
  suspend();
  freeze(guard_, minutes(30));
  host_.kill(manager_);
  host_.pass(seconds(40));
  const int next = host_.start_process("manager");
  const std::string id = host_.suspend_for(next);
  EXPECT_FALSE(host_.lives(guard_));
  EXPECT_FALSE(host_.journal().has(id_));
  host_.kill(next);
  EXPECT_TRUE(host_.becomes(kAllOn));
  EXPECT_TRUE(host_.eventually([&] { return !host_.journal().has(id); }));
}

// Of two hooks in one transaction, the second ends the late guard of a dead session and takes over
// none of its checks.
TEST_F(WithAFrozenProcess, TheSecondHookOfAnotherTransactionGivesTheChecksAnotherGuard) {
  model::ModelPackage package;
  package.name = "second";
  package.files = {{ModelSession::path("etc/settings"), "settings\n"}};
  for (auto& known : host_.machine().packages)
    known.files.erase(ModelSession::path("etc/settings"));
  host_.machine().packages.push_back(package);
  manager_ = host_.start_process("manager");
  id_ = host_.suspend_for(manager_);
  guard_ = host_.journal().load(id_)->guard_pid;
  ASSERT_EQ(host_.states(), "bin=off settings=on");

  Transaction other = ModelSession::transaction(host_.start_process("manager"));
  other.items[0].package.name = "second";
  const auto hook = [&](const char* name) {
    other.manager = name;
    return host_.run([&](Host& host) { return pkgmap::suspend(host_.settings(), other, host); });
  };
  ASSERT_TRUE(hook("first").ok());
  freeze(guard_, minutes(30));
  host_.kill(manager_);
  host_.pass(seconds(40));
  ASSERT_EQ(host_.states(), kAllOff);
  ASSERT_TRUE(hook("second").ok());
  EXPECT_FALSE(host_.lives(guard_));
  EXPECT_TRUE(host_.becomes("bin=on settings=off")) << host_.trace();
}

TEST_F(WithAFrozenProcess, TheHookGetsAnotherGuardInPlaceOfAFrozenOne) {
  suspend();
  freeze(guard_, minutes(30));
  host_.pass(seconds(40));
  host_.monit().be_busy(20 * model::kSecond);
  static_cast<void>(host_.resume(id_, true));
  EXPECT_FALSE(host_.lives(guard_));
  EXPECT_TRUE(host_.becomes(kAllOn));
}

TEST_F(WithAFrozenProcess, AResumerThatHoldsTheLockIsKilledForRecover) {
  suspend();
  host_.kill_guard(id_);
  const int resumer = freeze_resume_at("monit.act", minutes(30));
  ASSERT_TRUE(host_.machine().disk.locked->contains("lock"));
  host_.kill(manager_);
  host_.pass(seconds(40));
  const auto recovered = recover();
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_TRUE(recovered->front().outcome.ok());
  EXPECT_FALSE(host_.lives(resumer));
  EXPECT_EQ(host_.states(), kAllOn);
}

TEST_F(WithAFrozenProcess, AProcessThatCannotBeKilledStandsInTheWayOnlyWithTheLock) {
  suspend();
  freeze(guard_, minutes(30), true);
  host_.kill(manager_);
  host_.pass(seconds(40));
  ASSERT_THAT(*recover(), SizeIs(1));
  EXPECT_EQ(host_.states(), kAllOn);
  EXPECT_TRUE(host_.lives(guard_));
  host_.await_guards();
  EXPECT_EQ(host_.states(), kAllOn);
}

TEST_F(WithAFrozenProcess, AProcessThatCannotBeKilledAndHoldsTheLockIsNamed) {
  suspend();
  host_.kill_guard(id_);
  const int resumer = freeze_resume_at("monit.act", minutes(30), true);
  host_.kill(manager_);
  host_.pass(seconds(40));
  const auto recovered = recover();
  ASSERT_THAT(*recovered, SizeIs(1));
  ASSERT_FALSE(recovered->front().outcome.ok());
  const Error& error = recovered->front().outcome.error();
  EXPECT_EQ(error.code, ErrorCode::locked);
  EXPECT_THAT(error.message, HasSubstr("process " + std::to_string(resumer)));
  // Once the kernel lets it go, it ends before it acts, and recover has its way.
  host_.pass(minutes(31));
  EXPECT_FALSE(host_.lives(resumer));
  static_cast<void>(recover());
  EXPECT_EQ(host_.states(), kAllOn);
}

// The lock may belong to somebody else: a hook waits for it once, as for any other.
TEST_F(WithAFrozenProcess, AProcessThatCannotBeKilledIsNotTakenForTheOneThatHasTheLock) {
  suspend();
  freeze(guard_, minutes(30), true);
  host_.pass(seconds(40));
  host_.begin([this](Host& host) {
    const auto held = lock(host, host_.journal());
    host.sleep(minutes(1));
  });
  host_.pass(milliseconds(100));
  const auto refused =
      host_.run([this](Host& host) { return lock(host, host_.journal()).error(); });
  EXPECT_EQ(refused.code, ErrorCode::locked);
  EXPECT_THAT(refused.message, HasSubstr("may hold the lock"));
}

TEST_F(WithAFrozenProcess, TwoProcessesThatCannotBeKilledCostNoMoreTimeThanOne) {
  suspend();
  freeze(guard_, minutes(30), true);
  freeze_resume_at("monit.act", minutes(30), true);
  host_.pass(seconds(40));
  const auto before = host_.now();
  EXPECT_EQ(host_.run([this](Host& host) { return lock(host, host_.journal()).error(); }).code,
            ErrorCode::locked);
  EXPECT_LE(host_.now() - before, seconds(14));
}

// As on a file system that became read-only: it looks late, and is not.
TEST_F(WithAFrozenProcess, AProcessThatGoesOnIsNotKilledThoughItsHeartbeatCannotBeWritten) {
  suspend();
  host_.machine().disk.beats_are_lost = true;
  host_.pass(seconds(40));
  const auto late = host_.run([this](Host& host) {
    auto found = late_processes(host_.journal(), host);
    EXPECT_THAT(end_late(found, host), IsEmpty());
    return found;
  });
  ASSERT_THAT(late, SizeIs(1));
  EXPECT_EQ(late[0].pid, guard_);
  EXPECT_TRUE(host_.lives(guard_));
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kAllOn));
}

TEST_F(WithAFrozenProcess, AProcessThatGoesOnIsWaitedForNoLonger) {
  suspend();
  freeze(guard_, seconds(41));
  host_.pass(seconds(40));
  const auto began = host_.now();
  host_.run([this](Host& host) {
    const auto late = late_processes(host_.journal(), host);
    EXPECT_THAT(late, SizeIs(1));
    EXPECT_THAT(end_late(late, host), IsEmpty());
  });
  EXPECT_LT(host_.now() - began, milliseconds(1'800));
  EXPECT_TRUE(host_.lives(guard_));
}

// Another process has taken over, and this one could not be killed, as in a container.
TEST_F(WithAFrozenProcess, AResumerThatTheRecordNoLongerNamesLeavesTheRestToTheOther) {
  suspend();
  host_.kill_guard(id_);
  SessionRecord record = host_.journal().load(id_).value();
  const int other = host_.start_process("other");
  const auto outcome = host_.run([&](Host& host) {
    host_.machine().set_disturber([&, taken = false](std::string_view name) mutable {
      if (taken || name != "control-file.read") return done();
      taken = true;
      record.resumer_pid = other;
      record.resumer_start_time = *host.start_time(other);
      return host_.journal().save(record);
    });
    return resume(host_.settings(), {id_, Caller::person, {}, {}}, host);
  });
  host_.machine().set_disturber([](std::string_view) { return done(); });
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(outcome->results.resumed, IsEmpty());
  EXPECT_EQ(host_.states(), kAllOff);
}

TEST_F(WithAFrozenProcess, IfStaleNamesASessionWithAFrozenGuardAndGivesItAnother) {
  suspend();
  freeze(guard_, minutes(30));
  host_.pass(seconds(40));
  const Stale stale = hand_over();
  ASSERT_THAT(stale.overdue, SizeIs(1));
  EXPECT_EQ(stale.overdue[0].session, id_);
  EXPECT_THAT(stale.overdue[0].checks, ElementsAre("bin", "settings"));
  EXPECT_FALSE(host_.lives(guard_));
  EXPECT_EQ(host_.states(), kAllOff);
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kAllOn));
}

// Whoever kills a late process looks at it twice.
TEST_F(WithAFrozenProcess, IfStaleLeavesTheSessionToAGuardThatWakesBetweenTwoLooks) {
  suspend();
  freeze(guard_, seconds(41));
  host_.pass(seconds(40));
  EXPECT_THAT(hand_over().overdue, SizeIs(1));
  host_.pass(seconds(10));
  EXPECT_THAT(host_.guards(), ElementsAre(guard_));
  EXPECT_EQ(host_.journal().load(id_)->guard_pid, guard_);
  host_.kill(manager_);
  EXPECT_TRUE(host_.becomes(kAllOn));
}

TEST_F(WithAFrozenProcess, IfStaleHasNothingToSayOfASessionUnderWay) {
  suspend();
  host_.pass(minutes(5));
  const Stale stale = hand_over();
  EXPECT_THAT(stale.overdue, IsEmpty());
  EXPECT_THAT(stale.handed_over, IsEmpty());
  EXPECT_THAT(stale.lost, IsEmpty());
}

// The guard waits a minute for what the package manager left behind.
TEST_F(WithAFrozenProcess, IfStaleNamesASessionWhoseManagerHasBeenGoneForLong) {
  suspend();
  host_.machine().start_process("scriptlet", manager_);
  host_.kill(manager_);
  host_.pass(milliseconds(800));
  EXPECT_THAT(hand_over().overdue, IsEmpty());
  host_.pass(seconds(10));
  const Stale stale = hand_over();
  ASSERT_THAT(stale.overdue, SizeIs(1));
  EXPECT_THAT(stale.overdue[0].reason, HasSubstr("gone for more than 1 s"));
}

TEST_F(WithAFrozenProcess, IfStaleNamesASessionWhoseLeaseIsOver) {
  host_.settings().policy.lease = minutes(1);
  suspend();
  host_.kill_guard(id_);
  host_.pass(minutes(2));
  SessionRecord record = host_.journal().load(id_).value();
  const int resumer = host_.start_process("resume");
  record.resumer_pid = resumer;
  record.resumer_start_time = *host_.machine().scheduler.start_time(resumer);
  ASSERT_TRUE(host_.journal().save(record).ok());
  const Stale stale = hand_over();
  ASSERT_THAT(stale.overdue, SizeIs(1));
  EXPECT_EQ(stale.overdue[0].reason, "its lease is over");
}

TEST_F(WithAFrozenProcess, IfStaleNamesADeadSessionOnce) {
  host_.settings().policy.lease = minutes(1);
  suspend();
  host_.kill_guard(id_);
  host_.pass(minutes(2));
  const Stale stale = hand_over();
  EXPECT_THAT(stale.handed_over, ElementsAre(id_));
  EXPECT_THAT(stale.overdue, IsEmpty());
}

}  // namespace
}  // namespace pkgmap
