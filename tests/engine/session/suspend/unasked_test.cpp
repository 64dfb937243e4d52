// A monit that runs and does not answer yet: the session begins all the same. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/acts/first_answer.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Verb = MonitClient::Verb;

const char* const kDelayedChecks =
    "set daemon 1 with start delay 240\n"
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then unmonitor\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n onreboot laststate\n"
    "check file other path @DIR@/monitrc\n";

class InTheStartDelay : public testing::Test {
 protected:
  // A monit without a saved state waits, too.
  InTheStartDelay() { host_.pass(seconds(250)); }
  // monit starts after a reboot, and has read the control file.
  void boot() {
    host_.stop_monit();
    host_.machine().start_monit(true);
  }
  std::string begun() {
    const auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    if (!outcome || !outcome->session) return {};
    EXPECT_THAT(outcome->suspended, IsEmpty());
    EXPECT_TRUE(outcome->trouble.has_value());
    if (outcome->trouble) message_ = outcome->trouble->message;
    return *outcome->session;
  }

  ModelSession host_{kDelayedChecks};
  std::string message_;
};

TEST_F(InTheStartDelay, TheSessionWaitsForTheFirstAnswer) {
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  EXPECT_THAT(message_,
              HasSubstr("it is in its start delay of 240 s; checks are suspended as soon"));
  EXPECT_TRUE(host_.journal().load(id)->unasked);
  EXPECT_THAT(host_.guards(), SizeIs(1));
  host_.pass(seconds(250));
  EXPECT_EQ(host_.states(), "bin=off settings=off other=on");
  EXPECT_FALSE(host_.journal().load(id)->unasked);
  host_.upgrade_to("2");
  ASSERT_TRUE(host_.resume(id, true).ok());
  EXPECT_TRUE(host_.becomes("bin=on settings=on other=on"));
  EXPECT_FALSE(host_.alarms("bin"));
}

// monit compares with the content of before the transaction, and its test would switch `bin` off.
TEST_F(InTheStartDelay, WhatChangedBeforeTheFirstAnswerGetsItsNewBaseline) {
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  host_.upgrade_to("2");
  const auto left = host_.resume(id, true);
  ASSERT_TRUE(left.ok()) << left.error().message;
  EXPECT_FALSE(left->finished);
  host_.pass(seconds(240));
  host_.await_guards();
  EXPECT_EQ(host_.states(), "bin=on settings=on other=on");
  EXPECT_FALSE(host_.alarms("bin"));
  EXPECT_THAT(host_.journal().all()->sessions, IsEmpty());
}

TEST_F(InTheStartDelay, WhatSomebodyHadSwitchedOffStaysOff) {
  host_.administrator(Verb::unmonitor, "settings");
  boot();
  const std::string id = begun();
  ASSERT_NE(id, "");
  host_.pass(seconds(250));
  EXPECT_EQ(host_.journal().load(id)->find("settings"), nullptr);
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

TEST_F(InTheStartDelay, AnotherHookOfTheProcessJoins) {
  boot();
  const std::string id = begun();
  Transaction second = ModelSession::transaction(host_.manager());
  second.manager = "rpm";
  const auto outcome =
      host_.run([&](Host& machine) { return suspend(host_.settings(), second, machine); });
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(outcome->session, id);
  EXPECT_THAT(host_.guards(), SizeIs(1));
  EXPECT_THAT(host_.journal().load(id)->hooks, SizeIs(2));
}

status::Service service(const std::string& name, int monitor, std::int64_t collected) {
  status::Service service;
  service.name = name;
  service.monitor = monitor;
  service.collected_usec = collected * 1'000'000;
  return service;
}

TEST(FirstAnswer, TellsWhatWentOffFromWhatWasOff) {
  constexpr std::int64_t kStart = 1'700'000'000;
  status::Status status;
  status.incarnation = kStart;
  status.services = {service("on", 1, kStart + 5), service("went", 0, kStart + 5),
                     service("was", 0, kStart), service("below", 0, kStart)};
  SessionRecord record;
  record.unasked = true;
  for (const char* name : {"on", "went", "was", "below", "gone"}) {
    record.checks.emplace_back().name = name;
  }
  record.checks[3].prerequisites = {"went"};
  EXPECT_THAT(sort_by_first_answer(status, record), ElementsAre("on"));
  ASSERT_THAT(record.checks, SizeIs(4));
  EXPECT_EQ(record.find("was"), nullptr);
  EXPECT_NE(record.find("went")->off_usec, 0);
  // Perhaps monit took it along, perhaps somebody had switched it off.
  EXPECT_TRUE(record.find("below")->went_off_again);
  EXPECT_EQ(record.find("below")->kept_reason, kOffAtFirstAnswer);
  EXPECT_FALSE(record.unasked);
}

}  // namespace
}  // namespace pkgmap
