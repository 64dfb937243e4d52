// Suspends that do not succeed: what the policy `on_error: abort` makes of them, and which of them
// are no failure. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const char* const kRefusedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n depends on bin\n"
    "check file other path @DIR@/monitrc\n";
constexpr const char* kRefusedAllOn = "bin=on settings=on other=on";

class RefusedTransaction : public testing::Test {
 protected:
  RefusedTransaction() { host_.settings().policy.on_error = rules::OnError::abort; }
  // From now on each step with this name fails; an empty name: none does.
  void let_fail(const std::string& failing) {
    host_.machine().set_disturber([failing](std::string_view step) -> Done {
      if (failing.empty() || step != failing) return done();
      return Error{ErrorCode::monit, "no answer"};
    });
  }
  SuspendOutcome suspend() {
    auto outcome = host_.suspend();
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? std::move(*outcome) : SuspendOutcome{};
  }
  Result<SuspendOutcome> suspend_for_package(const std::string& name) {
    Transaction transaction = ModelSession::transaction(host_.manager());
    transaction.items.front().package.name = name;
    return host_.run(
        [&](Host& machine) { return pkgmap::suspend(host_.settings(), transaction, machine); });
  }

  ModelSession host_{kRefusedChecks};
};

TEST_F(RefusedTransaction, IsNoneThatSuspendsItsChecks) {
  EXPECT_FALSE(suspend().refused);
}

TEST_F(RefusedTransaction, LeavesItsChecksOnAndNoSession) {
  host_.settings().policy.wait = std::chrono::seconds(1);
  host_.monit().be_busy(60 * model::kSecond);
  host_.pass(std::chrono::seconds(2));
  const SuspendOutcome outcome = suspend();
  EXPECT_TRUE(outcome.refused);
  EXPECT_THAT(outcome.not_suspended, ElementsAre("bin", "settings"));
  host_.monit().be_busy(5 * model::kMillisecond);
  EXPECT_TRUE(host_.eventually([&] { return host_.journal().all()->sessions.empty(); }));
  EXPECT_EQ(host_.states(), kRefusedAllOn);
}

TEST_F(RefusedTransaction, LeavesToTheGuardWhatItCannotResumeItself) {
  let_fail("monit.act");
  const SuspendOutcome outcome = suspend();
  EXPECT_TRUE(outcome.refused);
  ASSERT_TRUE(outcome.trouble);
  EXPECT_THAT(outcome.trouble->message, HasSubstr("no answer"));
  EXPECT_THAT(outcome.not_suspended, ElementsAre("bin", "settings"));
  let_fail("");
  EXPECT_TRUE(host_.eventually([&] { return host_.journal().all()->sessions.empty(); }));
  EXPECT_EQ(host_.states(), kRefusedAllOn);
}

TEST_F(RefusedTransaction, SaysThatTheGuardResumesIfTheResumeFails) {
  bool begun = false;
  host_.machine().set_disturber([&](std::string_view step) -> Done {
    if (step == "monit.act") begun = true;
    const bool fails = step == "monit.act" || (begun && step == "control-file.read");
    return fails ? Done(Error{ErrorCode::control_file, "no answer"}) : done();
  });
  const SuspendOutcome outcome = suspend();
  EXPECT_TRUE(outcome.refused);
  EXPECT_THAT(outcome.notes, Contains("no answer; the guard resumes what is suspended"));
  let_fail("");
  EXPECT_TRUE(host_.eventually([&] { return host_.journal().all()->sessions.empty(); }));
  EXPECT_EQ(host_.states(), kRefusedAllOn);
}

TEST_F(RefusedTransaction, IsTheOneThatBeginsWhileMonitIsSilent) {
  let_fail("monit.status");
  const SuspendOutcome outcome = suspend();
  EXPECT_TRUE(outcome.refused);
  ASSERT_TRUE(outcome.session);
  EXPECT_THAT(outcome.notes, Contains("what is still suspended comes back in the background"));
  let_fail("");
  EXPECT_TRUE(host_.eventually([&] { return host_.journal().all()->sessions.empty(); }));
  EXPECT_EQ(host_.states(), kRefusedAllOn);
}

TEST_F(RefusedTransaction, IsNoneIfThePolicyDoesNotSaySo) {
  host_.settings().policy.on_error = rules::OnError::go_on;
  let_fail("monit.act");
  const SuspendOutcome outcome = suspend();
  EXPECT_TRUE(outcome.trouble);
  EXPECT_FALSE(outcome.refused);
}

// The transaction replaces a monit that does not answer, and touches no check of it.
TEST_F(RefusedTransaction, IsNoneThatReplacesASilentMonitAlone) {
  let_fail("monit.status");
  const auto outcome = suspend_for_package("monit");
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->session);
  EXPECT_FALSE(outcome->refused);
}

TEST_F(RefusedTransaction, NamesTheMonitsThatNobodyLooksAfter) {
  host_.settings().unserved = {{"process 9: there are too many", "/usr/bin/monit", true},
                               {"process 10: it has no control file", "/usr/bin/monit", false}};
  EXPECT_THAT(suspend().warnings, ElementsAre("not looked after: process 9: there are too many"));
}

// What says how to reach monit may be what cannot be understood.
TEST_F(RefusedTransaction, NamesTheMistakeIfTheControlFileDoesNotSayHowToReachMonit) {
  host_.write_checks(std::string(kRefusedChecks) + "check file bin path /opt/bin\n");
  host_.write_httpd("");
  const auto outcome = host_.suspend();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, ErrorCode::control_file);
  EXPECT_THAT(outcome.error().message, HasSubstr("'bin' is declared twice"));
}

// Somebody has changed monit's password on disk and has not reloaded monit.
TEST(ASuspendThatMonitRefuses, SaysWhatHelps) {
  ModelSession host(kRefusedChecks);
  host.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"old\"");
  host.reload_monit();
  host.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"new\"");
  const auto outcome = host.suspend();
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  ASSERT_TRUE(outcome->trouble);
  EXPECT_EQ(outcome->trouble->message,
            "monit refuses our credentials (was the control file, or its password file, changed "
            "since monit read it? Then reload monit); checks are suspended as soon as it answers");
}

// Whoever starts the program may have said the id before, to find the session by it.
TEST(NewSession, HasTheIdThatItWasToldIfItIsOne) {
  ModelSession host(kRefusedChecks);
  host.settings().new_session = "0123456789abcdef";
  EXPECT_EQ(host.suspend_for(host.manager()), "0123456789abcdef");
  host.settings().new_session = "../../etc/passwd";
  const std::string other = host.suspend_for(host.start_process("manager"));
  EXPECT_TRUE(is_session_id(other)) << other;
}

}  // namespace
}  // namespace pkgmap
