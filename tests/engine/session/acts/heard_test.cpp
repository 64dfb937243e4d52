// The word of an administrator who switches a check off once more while a session has it off: only
// monit's log has a trace of it. On the model.
#include "engine/session/acts/heard.hpp"

#include <chrono>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Verb = MonitClient::Verb;

constexpr const char* kHeardChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n"
    "check file other path @DIR@/monitrc\n";
constexpr const char* kHeardLog = "set log /var/log/monit.log\n";
constexpr const char* kHeardAllOn = "bin=on settings=on other=on";

class AWordInMonitsLog : public testing::Test {
 protected:
  // Of a check that is off already.
  void ask_off(const std::string& check) {
    host_.monit().ask(Verb::unmonitor, check, model::Who::administrator,
                      host_.machine().scheduler.now());
  }

  void say_off(const std::string& check) {
    ask_off(check);
    host_.pass(std::chrono::seconds(2));
  }

  ModelSession host_{std::string(kHeardLog) + kHeardChecks};
};

TEST_F(AWordInMonitsLog, LeavesTheCheckOffForGood) {
  const std::string id = host_.suspend_for(host_.manager());
  say_off("settings");
  host_.upgrade_to("2");
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
  EXPECT_THAT(outcome->said_off, ElementsAre("settings"));
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_FALSE(host_.journal().has(id));
}

TEST_F(AWordInMonitsLog, IsNoneOfOurOwnRequests) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  const std::string second = host_.suspend_for(host_.manager());
  ASSERT_TRUE(host_.resume(first).ok());
  const auto outcome = host_.resume(second);
  ASSERT_TRUE(outcome.ok());
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

TEST_F(AWordInMonitsLog, CountsForEverySessionThatHasTheCheck) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  say_off("settings");
  const std::string second = host_.suspend_for(host_.manager());
  ASSERT_TRUE(host_.resume(first).ok());
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

// The second session could not read the word any more.
TEST_F(AWordInMonitsLog, CountsForTheOtherSessionThoughTheLogIsCutOffAfterTheFirst) {
  const std::string first = host_.suspend_for(host_.start_process("manager"));
  const std::string second = host_.suspend_for(host_.manager());
  say_off("settings");
  const auto outcome = host_.resume(first);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(outcome->said_off, ElementsAre("settings"));
  host_.monit().cut_off_log();
  ASSERT_TRUE(host_.resume(second).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

TEST_F(AWordInMonitsLog, IsHeardByTheSessionThatTakesOverADeadOne) {
  const int manager = host_.start_process("manager");
  const std::string dead = host_.suspend_for(manager);
  host_.kill_guard(dead);
  say_off("settings");
  host_.kill(manager);
  const std::string id = host_.suspend_for(host_.manager());
  EXPECT_FALSE(host_.journal().has(dead));
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
}

// The check is a leftover one: its package was gone.
TEST_F(AWordInMonitsLog, IsHeardByTheSessionThatGetsALeftoverCheck) {
  const std::string removal = host_.suspend_without_guard();
  host_.erase();
  ASSERT_TRUE(host_.resume(removal).ok());
  ASSERT_EQ(host_.states(), "bin=off settings=off other=on");
  say_off("settings");
  const std::string id = host_.suspend_without_guard();
  host_.upgrade_to("2");
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_EQ(host_.states(), "bin=on settings=off other=on");
  EXPECT_THAT(outcome->said_off, ElementsAre("settings"));
}

TEST_F(AWordInMonitsLog, IsDoubtfulAfterATextOfSomebodyElse) {
  const std::string id = host_.suspend_for(host_.manager());
  host_.monit().log_text("[x] error    : 'other' content match:\n");
  say_off("settings");
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
  EXPECT_THAT(outcome->perhaps_said_off, ElementsAre("settings"));
  EXPECT_THAT(host_.trace(), HasSubstr("may look so: it is monitored again"));
}

// monit's log has the name as monit has read it, the control file may have it otherwise by now.
TEST_F(AWordInMonitsLog, IsDoubtfulUnderAnotherSpellingOfTheName) {
  const std::string id = host_.suspend_for(host_.manager());
  host_.monit().log_text("[x] error    : 'other' content match:\n");
  say_off("settings");
  std::string renamed = kHeardChecks;
  renamed.replace(renamed.find("settings"), 8, "SETTINGS");
  host_.write_checks(kHeardLog + renamed);
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_THAT(host_.trace(), HasSubstr("may look so: it is monitored again"));
}

TEST_F(AWordInMonitsLog, IsNotHeardOnceNobodyKnowsWhichRequestsAreOurs) {
  const std::string id = host_.suspend_for(host_.manager());
  say_off("settings");
  ASSERT_TRUE(host_.journal().store().remove(kOwnRequestsFile).ok());
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

// monit is asked for nothing while it checks its control file, and others have the turn.
TEST_F(AWordInMonitsLog, IsHeardWhileMonitChecksItsControlFile) {
  const std::string id = host_.suspend_for(host_.manager());
  host_.upgrade_to("2");
  bool said = false;
  host_.machine().syntax_takes = 5 * model::kSecond;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    if (step == "monit.check-syntax" && !std::exchange(said, true)) ask_off("bin");
    return done();
  });
  const auto outcome = host_.resume(id);
  ASSERT_TRUE(outcome.ok());
  EXPECT_TRUE(said);
  EXPECT_THAT(outcome->said_off, ElementsAre("bin"));
  EXPECT_EQ(host_.states(), "bin=off settings=on other=on");
}

// A further hook adds a check that somebody had unmonitored and monitored again before.
TEST_F(AWordInMonitsLog, IsNoneIfItIsOlderThanTheSuspensionOfTheCheck) {
  const std::string id = host_.suspend_for(host_.manager());
  SessionRecord whole = *host_.journal().load(id);
  SessionRecord part = whole;
  std::erase_if(part.checks, [](const SuspendedCheck& check) { return check.name == "settings"; });
  ASSERT_TRUE(host_.journal().save(part).ok());
  say_off("settings");
  host_.run([&](Host& machine) {
    begin_to_listen("/var/log/monit.log", whole, {part}, {}, host_.journal(), machine);
    ASSERT_TRUE(host_.journal().save(whole).ok());
  });
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

// The same, and then the session dies and another one takes its checks over.
TEST_F(AWordInMonitsLog, IsNoneForWhoeverTakesOverACheckThatWasSuspendedLater) {
  const std::string id = host_.suspend_for(host_.manager());
  const SessionRecord whole = *host_.journal().load(id);
  SessionRecord part = whole;
  std::erase_if(part.checks, [](const SuspendedCheck& check) { return check.name == "settings"; });
  say_off("settings");
  const CheckNames all = {"bin", "settings", "other"};
  SessionRecord taker = whole;
  taker.id = "0123456789abcdef";
  host_.run([&](Host& machine) {
    const std::string log = "/var/log/monit.log";
    begin_to_listen(log, whole, {part}, {}, host_.journal(), machine);
    begin_to_listen(log, taker, {whole}, {whole}, host_.journal(), machine);
    EXPECT_THAT(heard(taker, all, host_.journal(), machine).certain, IsEmpty());
  });
  say_off("settings");
  host_.run([&](Host& machine) {
    EXPECT_THAT(heard(taker, all, host_.journal(), machine).certain, ElementsAre("settings"));
  });
}

// logrotate's copytruncate keeps the file: what was noted of it means nothing any more.
TEST_F(AWordInMonitsLog, IsNoneOnceTheLogWasCutOff) {
  const std::string id = host_.suspend_for(host_.manager());
  host_.monit().cut_off_log();
  say_off("settings");
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

// The new log is longer than the old one was, but where the session began to listen no line ends.
TEST_F(AWordInMonitsLog, IsNoneOnceTheLogWasCutOffAndHasGrown) {
  host_.monit().log_text("[x] info     : a line\n");
  const std::string id = host_.suspend_for(host_.manager());
  host_.monit().cut_off_log();
  host_.monit().log_text(std::string(2'000, 'x') + "\n");
  say_off("settings");
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

// Nobody knows what was said between the two.
TEST_F(AWordInMonitsLog, IsNoneOnceTheLogWasCutOffBetweenTwoHooks) {
  model::ModelPackage more;
  more.name = "more";
  more.files = {{"/etc/monitrc", "x"}};
  host_.machine().packages.push_back(more);
  const std::string id = host_.suspend_for(host_.manager());
  ASSERT_TRUE(host_.journal().store().has(kOwnRequestsFile));
  host_.monit().cut_off_log();
  Transaction both = ModelSession::transaction(host_.manager());
  both.manager = "rpm";
  both.items.push_back(both.items.front());
  both.items.back().package.name = "more";
  const auto joined =
      host_.run([&](Host& machine) { return suspend(host_.settings(), both, machine); });
  ASSERT_TRUE(joined.ok()) << joined.error().message;
  EXPECT_EQ(joined->session, id);
  EXPECT_FALSE(host_.journal().store().has(kOwnRequestsFile));
  say_off("settings");
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

// A request whose answer is lost may come into the log later.
TEST_F(AWordInMonitsLog, IsNotHeardWhileAnAnswerOfOursIsMissing) {
  bool lost = false;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    if (step != "monit.answer" || std::exchange(lost, true)) return done();
    return Error{ErrorCode::monit, "Connection timed out"};
  });
  const std::string id = host_.suspend_for(host_.manager());
  host_.machine().set_disturber([](std::string_view) { return done(); });
  say_off("settings");
  ASSERT_TRUE(host_.resume(id).ok());
  EXPECT_EQ(host_.states(), kHeardAllOn);
}

TEST(WithoutALog, NoWordIsHeard) {
  ModelSession host(kHeardChecks);
  const std::string id = host.suspend_for(host.manager());
  EXPECT_FALSE(host.journal().store().has(kOwnRequestsFile));
  host.monit().ask(Verb::unmonitor, "settings", model::Who::administrator,
                   host.machine().scheduler.now());
  ASSERT_TRUE(host.resume(id).ok());
  EXPECT_EQ(host.states(), kHeardAllOn);
}

}  // namespace
}  // namespace pkgmap
