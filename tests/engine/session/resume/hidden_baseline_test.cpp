// A reload beside checks whose baseline monit does not show, which are off, or which are not due.
// On the model.
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;
using testing::Not;

ResumeOutcome resumed_now(ModelSession& host, const std::string& id) {
  auto outcome = host.resume(id);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  return outcome ? std::move(*outcome) : ResumeOutcome{};
}

// A file whose baseline monit does not show is written twice within one tick of the clock, once
// before and once after the look of this program: its stat is the same.
class RebaselineWithoutABaselineToSee : public testing::TestWithParam<const char*> {
 protected:
  // Writes the file, and lets its time of change be the one that it has.
  static void write_within_the_tick(ModelSession& host, const std::string& content) {
    model::Machine& machine = host.machine();
    const auto before = machine.changed_at(ModelSession::path("run/unpackaged"));
    const model::Usec ahead = machine.clock_is_ahead;
    machine.clock_is_ahead += before.value() - machine.wall();
    host.write("run/unpackaged", content);
    machine.clock_is_ahead = ahead;
  }
};

TEST_P(RebaselineWithoutABaselineToSee, TheContentIsReadAgainAfterTheReload) {
  ModelSession host(
      std::string("check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n") +
      GetParam());
  host.write("run/unpackaged", "mine\n");
  host.reload_monit();
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  int looks = 0;
  bool reloads = false;
  host.machine().set_disturber([&](std::string_view step) {
    if (step == "monit.check-syntax" && looks++ == 0) host.write("run/unpackaged", "mine\n");
    if (step == "monit.reload" && !std::exchange(reloads, true)) {
      write_within_the_tick(host, "evil\n");
    }
    return done();
  });
  const ResumeOutcome outcome = resumed_now(host, id);
  EXPECT_TRUE(reloads);
  ASSERT_THAT(outcome.results.drift, Not(IsEmpty())) << host.trace();
  EXPECT_EQ(outcome.results.drift[0].path, host.path("run/unpackaged"));
}

INSTANTIATE_TEST_SUITE_P(Checks, RebaselineWithoutABaselineToSee,
                         testing::Values("check file other path @HOST@/run/unpackaged\n"
                                         " if changed checksum then alert\n",
                                         "check file \"oth?er\" path @HOST@/run/unpackaged\n"
                                         " if failed checksum for 3 cycles then alert\n"));

// Checks that are not due, checks that are off, and checks that monit gives no answer about.
struct Bystander {
  const char* what;
  const char* check;
  bool off;
};

void PrintTo(const Bystander& bystander, std::ostream* into) {
  *into << bystander.what;
}

class RebaselineBeside : public testing::TestWithParam<Bystander> {};

// Substitute checks are impossible here, because the control file includes no file.
TEST_P(RebaselineBeside, TheDatabaseIsNotKeptOff) {
  ModelSession host(std::string("check file bin path @HOST@/sbin/daemon\n"
                                " if failed checksum then alert\n") +
                    GetParam().check);
  host.write("run/unpackaged", "mine\n");
  host.reload_monit();
  host.pass(std::chrono::seconds(3));
  if (GetParam().off) host.administrator(MonitClient::Verb::unmonitor, "beside");
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  const ResumeOutcome outcome = resumed_now(host, id);
  EXPECT_TRUE(outcome.results.reloaded) << outcome.not_reloaded;
  EXPECT_THAT(outcome.results.drift, IsEmpty());
  EXPECT_THAT(outcome.kept, IsEmpty());
  EXPECT_FALSE(host.alarms("bin"));
}

INSTANTIATE_TEST_SUITE_P(
    Checks, RebaselineBeside,
    testing::Values(
        Bystander{"a nightly one that was not due yet",
                  "check file beside path @HOST@/run/unpackaged\n"
                  " if changed checksum then alert\n every 1000 cycles\n",
                  false},
        Bystander{"one that somebody switched off",
                  "check file beside path @HOST@/run/unpackaged\n"
                  " if changed checksum then alert\n",
                  true},
        Bystander{"one whose page cannot be asked for",
                  "check file \"be?side\" path @HOST@/run/unpackaged\n"
                  " if failed checksum then alert\n",
                  false},
        Bystander{"four of them",
                  "check file \"a?\" path @HOST@/run/unpackaged\n if failed checksum then alert\n"
                  "check file \"b?\" path @HOST@/run/unpackaged\n if failed checksum then alert\n"
                  "check file \"c?\" path @HOST@/run/unpackaged\n if failed checksum then alert\n"
                  "check file \"d?\" path @HOST@/run/unpackaged\n if failed checksum then alert\n",
                  false},
        Bystander{"one of a file that is not there",
                  "check file beside path @HOST@/run/absent\n if failed checksum then alert\n",
                  false}));

}  // namespace
}  // namespace pkgmap
