// What monit's first answer tells about the checks of a session that has waited for it.
#include "engine/session/acts/first_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FirstAnswer : public testing::Test {
 protected:
  static constexpr std::int64_t kStart = 1'700'000'000;

  FirstAnswer() {
    status_.incarnation = kStart;
    status_.version = "5.33.0";
    record_.unasked = true;
    record_.since = kStart + 2;
  }
  void add(const std::string& name, int monitor, std::int64_t collected) {
    status::Service service;
    service.name = name;
    service.monitor = monitor;
    service.collected_usec = collected * 1'000'000;
    status_.services.push_back(service);
    record_.checks.emplace_back().name = name;
  }
  CheckNames sorted() { return sort_by_first_answer(status_, others_, record_); }
  // "name" of a check that is ours, "name?" of one that a person must resume.
  std::string left() const {
    std::string text;
    for (const SuspendedCheck& check : record_.checks) {
      text += (text.empty() ? "" : " ") + check.name;
      if (check.went_off_again) text += check.kept_reason == kOffAtFirstAnswer ? "?" : "!";
    }
    return text;
  }

  status::Status status_;
  std::vector<SessionRecord> others_;
  SessionRecord record_;
};

TEST_F(FirstAnswer, TellsWhatWentOffFromWhatWasOff) {
  add("on", 1, kStart + 5);
  add("went", 0, kStart + 5);
  add("was", 0, kStart);
  add("below", 0, kStart);
  record_.checks[3].prerequisites = {"went"};
  record_.checks.emplace_back().name = "gone";
  EXPECT_THAT(sorted(), ElementsAre("on"));
  // Perhaps monit took `below` along, perhaps somebody had switched it off.
  EXPECT_EQ(left(), "on went below? gone");
  EXPECT_NE(record_.find("went")->off_usec, 0);
  EXPECT_FALSE(record_.unasked);
}

// A monit that refuses this host has been running for long.
TEST_F(FirstAnswer, WhatMonitTestedOnlyBeforeTheSessionWasOff) {
  record_.since = kStart + 1000;
  add("off", 0, kStart + 900);
  add("went", 0, kStart + 1005);
  EXPECT_THAT(sorted(), IsEmpty());
  EXPECT_EQ(left(), "went");
}

// The session does not have `base`, of which the test has switched it off.
TEST_F(FirstAnswer, APrerequisiteOutsideTheSessionCountsToo) {
  add("base", 0, kStart + 5);
  add("below", 0, kStart);
  record_.checks[1].prerequisites = {"base"};
  record_.checks.erase(record_.checks.begin());
  EXPECT_THAT(sorted(), IsEmpty());
  EXPECT_EQ(left(), "below?");
}

// A reload lets monit answer this host; monit forgets with it when it tested.
TEST_F(FirstAnswer, NobodyCanTellWhatWasOffIfMonitHasReadItsControlFileSince) {
  record_.since = kStart - 10;
  record_.start_delay = 240;
  add("off", 0, kStart);
  add("tested", 0, kStart + 5);
  EXPECT_THAT(sorted(), IsEmpty());
  EXPECT_EQ(left(), "off? tested");
}

// A hook had suspended the check, perhaps, before somebody removed the record that said so.
TEST_F(FirstAnswer, NobodyCanTellWhatWasOffIfTheGuardWroteTheRecordAgain) {
  record_.written_again = true;
  add("on", 1, kStart);
  add("off", 0, kStart);
  EXPECT_THAT(sorted(), ElementsAre("on"));
  EXPECT_EQ(left(), "on off?");
  EXPECT_FALSE(record_.written_again);
}

TEST_F(FirstAnswer, InTheStartDelayAfterABootWhatBeganOnIsOurs) {
  record_.start_delay = 240;
  for (const char* name : {"on", "as before"}) add(name, 0, kStart);
  record_.checks[0].begins_on = true;
  sorted();
  EXPECT_EQ(left(), "on");
  EXPECT_NE(record_.find("on")->off_usec, 0);
}

// monit tells the time of its start in seconds: an update at boot may begin in the same second.
TEST_F(FirstAnswer, AStartInTheSecondOfTheSessionIsNoReadingSince) {
  record_.start_delay = 240;
  record_.since = kStart;
  add("on", 0, kStart);
  record_.checks[0].begins_on = true;
  const SessionRecord before = record_;
  for (const std::int64_t began : {kStart - 1, kStart}) {
    record_ = before;
    record_.monit_began = began;
    sorted();
    EXPECT_EQ(left(), "on") << began;
  }
  // A monit that has been running for longer has read its control file in that second.
  for (const std::int64_t began : {std::int64_t{0}, kStart - 2}) {
    record_ = before;
    record_.monit_began = began;
    sorted();
    EXPECT_EQ(left(), "on?") << began;
  }
}

// Before 5.26 monit waits at every start, and a check is as it was before.
TEST_F(FirstAnswer, NotEveryStartDelayTellsThatAllBeganOn) {
  record_.start_delay = 240;
  add("off", 0, kStart);
  record_.checks[0].begins_on = true;
  const SessionRecord before = record_;
  status_.version = "5.25.3";
  sorted();
  EXPECT_EQ(left(), "");

  record_ = before;
  status_.version = "5.33.0";
  record_.since = kStart + 240;  // Something else kept monit silent.
  sorted();
  EXPECT_EQ(left(), "");
}

}  // namespace
}  // namespace pkgmap
