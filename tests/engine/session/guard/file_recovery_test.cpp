// The end of an alarm by `recover`: the check of the file is suspended until monit has the good
// baseline. On the model.
#include "engine/session/guard/file_recovery.hpp"

#include <optional>
#include <sstream>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/resume/substitute_fixture.hpp"

namespace pkgmap {
namespace {

using test::Substitute;
using testing::IsEmpty;

// The test of the check must not switch it off before the reload.
constexpr const char* kUnmonitorsSlowly = " if failed checksum for 8 cycles then unmonitor\n";

class EndOfAnAlarm : public Substitute {
 protected:
  void begin(const std::string& other = kUnmonitorsSlowly) {
    start(other);
    put("somebody else's\n");
    upgrade();
    put("mine\n");
  }
  std::vector<std::string> sessions() {
    std::vector<std::string> ids;
    const auto all = host_->journal().all();
    for (const SessionRecord& record : all->sessions) ids.push_back(record.id);
    return ids;
  }
  std::ptrdiff_t lines_of_history_about(const std::string& id) {
    std::istringstream history(host_->machine().disk.texts["history.jsonl"].now);
    std::ptrdiff_t lines = 0;
    for (std::string line; std::getline(history, line);) {
      if (line.find(id) != std::string::npos) ++lines;
    }
    return lines;
  }
};

// `monit -t` takes longer than the cycles after which the test switches the check off.
TEST_F(EndOfAnAlarm, LeavesItsCheckOnHoweverLongTheReloadTakes) {
  begin();
  host_->machine().syntax_takes = 20 * model::kSecond;
  recover_now();
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_THAT(sessions(), IsEmpty());
  EXPECT_TRUE(silent("other"));
}

// monit has taken the request, and does not say for a while what has become of it.
TEST_F(EndOfAnAlarm, BringsBackTheDependentsThoughMonitIsSilentAfterTheRequest) {
  begin(std::string(kUnmonitorsSlowly) +
        "check file below path @HOST@/etc/settings\n depends on other\n");
  bool asked = false;
  bool resumes = false;
  host_->settings().listener = [&](const std::string& told) {
    resumes = resumes || told == "an alarm about a file begins or ends";
  };
  host_->machine().set_disturber([&](std::string_view step) -> Done {
    asked = asked || step == "monit.act";
    if (step != "monit.status" || !asked || resumes) return done();
    return Error{ErrorCode::monit, "Connection timed out"};
  });
  recover_now();
  EXPECT_TRUE(asked && resumes);
  EXPECT_EQ(host_->states(), "bin=on other=on below=on");
  EXPECT_THAT(sessions(), IsEmpty());
}

// A person resumes the session while `recover` waits for monit, and ends it before `recover` goes
// on.
TEST_F(EndOfAnAlarm, IsThatOfThePersonWhoResumesItMeanwhile) {
  begin();
  std::string id;
  int recoverer = 0;
  std::optional<ResumeOutcome> outcome;
  model::Scheduler& scheduler = host_->machine().scheduler;
  const auto as_person = [&](Host& machine) {
    auto resumed = resume(host_->settings(), {id, Caller::person, {}, {}}, machine);
    if (resumed) outcome = std::move(*resumed);
  };
  int person = 0;
  bool frozen = false;
  host_->machine().set_disturber([&](std::string_view step) {
    if (step == "monit.act" && person == 0) {
      id = sessions().at(0);
      recoverer = scheduler.self();
      person = host_->begin(as_person);
    }
    const bool person_begins = scheduler.self() == person && step == "control-file.read";
    if (person_begins && !std::exchange(frozen, true)) {
      scheduler.freeze(recoverer, 4 * model::kSecond);
    }
    return done();
  });
  recover_now();
  EXPECT_TRUE(frozen);
  ASSERT_TRUE(host_->await_end(person));
  ASSERT_TRUE(outcome.has_value()) << host_->trace();
  EXPECT_TRUE(outcome->finished);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_THAT(sessions(), IsEmpty());
  EXPECT_EQ(lines_of_history_about(id), 1);
}

}  // namespace
}  // namespace pkgmap
