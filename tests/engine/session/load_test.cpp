// A host with more of everything: a week of transactions, and many at once. On the model.
//
// PKGMAP_SESSIONS: how many transactions (100); a week of a busy host has 2,000.
// PKGMAP_GUARD_HOURS: for how long a guard waits (24).
#include <malloc.h>

#include <cstdio>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/recover.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "tests/engine/session/model/random.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const kLoadChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";
constexpr const char* kAllOn = "bin=on settings=on other=on";

struct StateSize {
  std::size_t texts = 0;
  std::size_t bytes = 0;
};

// What the state directory holds. The history has a limit of its own.
StateSize size_of_state(ModelSession& host) {
  StateSize size;
  for (const auto& [name, text] : host.machine().disk.texts) {
    ++size.texts;
    if (!name.starts_with("history")) size.bytes += text.now.size();
  }
  return size;
}

void transactions(ModelSession& host, int count) {
  for (int i = 0; i < count; ++i) {
    const int manager = host.start_process("dnf");
    const std::string id = host.suspend_for(manager);
    host.upgrade_to(i % 2 == 0 ? "2" : "1");
    ASSERT_TRUE(host.resume(id).ok());
    host.kill(manager);
    host.await_guards();
  }
}

TEST(Load, ManyTransactionsLeaveNoMoreThanFewOfThem) {
  ModelSession host(kLoadChecks);
  const auto sessions = model::number_from_environment("PKGMAP_SESSIONS", 100);
  transactions(host, 10);
  const StateSize before = size_of_state(host);
  transactions(host, static_cast<int>(sessions));
  EXPECT_EQ(host.states(), kAllOn);
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
  EXPECT_LE(size_of_state(host).texts, before.texts);
  EXPECT_LE(size_of_state(host).bytes, before.bytes + before.bytes / 10);
}

// The bytes that this process has allocated and not freed. A sanitizer's allocator tells 0.
std::size_t bytes_in_use() {
  return ::mallinfo2().uordblks;
}

TEST(Load, AGuardThatWaitsHoldsNoMoreMemoryThanAfterItsFirstHour) {
  ModelSession host(kLoadChecks);
  host.settings().policy.lease = std::chrono::hours(24 * 30);
  const std::string id = host.suspend_for(host.manager());
  host.pass(std::chrono::hours(1));
  const std::size_t after_an_hour = bytes_in_use();
  const auto hours = model::number_from_environment("PKGMAP_GUARD_HOURS", 24);
  host.pass(std::chrono::hours(hours));
  EXPECT_TRUE(host.journal().has(id));
  EXPECT_LE(bytes_in_use(), after_an_hour + 4'096);
  std::printf("%zu and %zu bytes\n", after_an_hour, bytes_in_use());
}

TEST(Load, FiftySessionsThatBeginAtOnceLoseNoCheckAndSayWhoseHookCouldNotAct) {
  constexpr int kSessions = 50;
  ModelSession host(kLoadChecks);
  std::vector<int> hooks;
  std::vector<std::string> trouble;
  for (int i = 0; i < kSessions; ++i) {
    const int manager = host.start_process("manager");
    hooks.push_back(host.begin([&, manager](Host& machine) {
      const auto suspended = suspend(host.settings(), ModelSession::transaction(manager), machine);
      if (!suspended) trouble.push_back(suspended.error().message);
      if (!suspended || !suspended->session) return;
      if (suspended->trouble) trouble.push_back(suspended->trouble->message);
      machine.sleep(std::chrono::seconds(1));
      static_cast<void>(
          resume(host.settings(), {*suspended->session, Caller::hook, "dnf4", {}}, machine));
      host.kill(manager);
    }));
  }
  for (const int hook : hooks) EXPECT_TRUE(host.await_end(hook));
  host.await_guards();
  // Who cannot have the lock in time says so.
  EXPECT_THAT(trouble, Each(HasSubstr("another monit-pkgmap is acting right now")));
  std::printf("%zu of %d hooks suspended no check and said so\n", trouble.size(), kSessions);
  EXPECT_EQ(host.states(), kAllOn);
  EXPECT_THAT(host.journal().all()->sessions, IsEmpty());
}

}  // namespace
}  // namespace pkgmap
