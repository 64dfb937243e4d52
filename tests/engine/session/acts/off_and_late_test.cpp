// When a check went off, and which processes of a session are late.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/stale.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;

SuspendedCheck check(const char* name, std::int64_t off_usec = 0) {
  SuspendedCheck made;
  made.name = name;
  made.off_usec = off_usec;
  return made;
}

TEST(NoteOff, TheFirstTimeCounts) {
  SessionRecord record;
  record.checks = {check("known", 5), check("new"), check("another")};
  note_off({"KNOWN", "New"}, 9, record);
  EXPECT_EQ(record.checks[0].off_usec, 5);
  EXPECT_EQ(record.checks[1].off_usec, 9);
  EXPECT_EQ(record.checks[2].off_usec, 0);
}

TEST(LateProcesses, AreGuardsAndResumersWhoseHeartbeatIsLate) {
  ModelSession host("check file bin path @HOST@/sbin/daemon\n");
  const auto pids = host.run([&](Host& now) {
    SessionRecord record;
    record.boot_id = now.boot();
    record.guard_pid = host.start_process("guard");
    record.resumer_pid = host.start_process("resumer");
    record.guard_start_time = now.start_time(record.guard_pid).value();
    record.resumer_start_time = now.start_time(record.resumer_pid).value();
    const auto late = [&] {
      std::vector<int> found;
      for (const NamedProcess& one : late_processes_of({record}, now)) found.push_back(one.pid);
      return found;
    };
    const auto beat = [&](int pid, std::uint64_t start, std::int64_t next_usec) {
      ASSERT_TRUE(
          give_heartbeat(host.journal().store(), {now.boot(), pid, start, next_usec, 0}).ok());
    };
    EXPECT_THAT(late(), IsEmpty());
    beat(record.guard_pid, record.guard_start_time, now.steady_usec() + 1);
    beat(record.resumer_pid, record.resumer_start_time, now.steady_usec() - 1);
    EXPECT_THAT(late(), ElementsAre(record.resumer_pid));
    beat(record.guard_pid, record.guard_start_time, now.steady_usec() - 1);
    return std::pair(late(), std::vector<int>{record.guard_pid, record.resumer_pid});
  });
  EXPECT_EQ(pids.first, pids.second);
}

}  // namespace
}  // namespace pkgmap
