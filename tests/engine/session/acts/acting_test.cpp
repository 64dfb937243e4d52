// Asks monit, and waits until monit's status shows the result. On the model.
#include "engine/session/acts/acting.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;
using Verb = MonitClient::Verb;

std::string file_check(const std::string& name, const std::string& more = {}) {
  return "check file " + name + " path @DIR@/monitrc\n" + more;
}

std::string blocker(const std::string& time) {
  return "check process blocker matching \"no such process\"\n"
         "  start program = \"/bin/sleep " +
         time + "\" with timeout " + time + " seconds\n";
}

const std::string kChain = file_check("base") + file_check("middle", " depends on base\n") +
                           file_check("top", " depends on middle\n") + file_check("apart");

class Acting : public testing::Test {
 protected:
  void start(const std::string& checks) { host_ = std::make_unique<ModelSession>(checks); }
  Acted act(const Order& order) {
    const auto acted = host_->run([&](Host& machine) {
      model::ModelClient client(host_->machine());
      const auto daemon = machine.daemon(host_->machine().control_file()->control_file, client);
      return act_until_true(machine, client, &*daemon, order);
    });
    EXPECT_TRUE(acted.ok()) << acted.error().message;
    return acted ? *acted : Acted{};
  }
  bool monitored(const std::string& name) { return host_->monit().find(name)->on(); }
  bool is_busy() { return host_->monit().runs_programs(host_->machine().scheduler.now()); }

  std::unique_ptr<ModelSession> host_;
};

TEST_F(Acting, TheCascadeTakesTheOthersAlong) {
  start(kChain);
  const Acted off = act({Verb::unmonitor, {"base"}, {"base", "middle", "top"}});
  EXPECT_THAT(off.done, ElementsAre("base", "middle", "top"));
  EXPECT_TRUE(monitored("apart"));
  const Acted on = act({Verb::monitor, {"top"}, {"base", "middle", "top"}});
  EXPECT_THAT(on.done, ElementsAre("base", "middle", "top"));
}

TEST_F(Acting, ACheckThatIsNotThereIsToldAndStopsNothing) {
  start(kChain);
  const Acted acted = act({Verb::unmonitor, {"gone", "apart"}, {"gone", "apart"}});
  EXPECT_THAT(acted.done, ElementsAre("apart"));
  EXPECT_THAT(acted.gone, ElementsAre("gone"));
}

TEST_F(Acting, WhatIsSoAlreadyIsNotAskedFor) {
  start(kChain);
  act({Verb::monitor, {"apart"}, {"apart"}});
  EXPECT_EQ(host_->monit().requests(Verb::monitor, "apart"), 0);
}

// A second request would only raise the alarm of the check a second time.
TEST_F(Acting, ACheckThatItsOwnTestSwitchesOffAgainIsAskedForOnce) {
  start(file_check("picky", " if size > 1 B then unmonitor\n"));
  ASSERT_FALSE(monitored("picky"));
  const auto began = host_->now();
  const Acted acted = act({Verb::monitor, {"picky"}, {"picky"}});
  EXPECT_LT(host_->now() - began, seconds(2));
  EXPECT_THAT(acted.off_again, ElementsAre("picky"));
  EXPECT_EQ(host_->monit().requests(Verb::monitor, "picky"), 1);
}

// monit's `monitor` reaches prerequisites, and would switch on a check that somebody has switched
// off.
TEST_F(Acting, WhatIsBelowACheckThatIsOffIsSetAsideAndTheRestIsAskedFor) {
  start(kChain);
  act({Verb::unmonitor, {"base", "apart"}, {"base", "middle", "top", "apart"}});
  const Acted acted = act({Verb::monitor,
                           {"top", "apart"},
                           {"middle", "top", "apart"},
                           seconds(20),
                           {{"middle", {"base"}}, {"top", {"middle", "base"}}}});
  EXPECT_THAT(acted.done, ElementsAre("apart"));
  EXPECT_THAT(acted.prerequisite_off,
              UnorderedElementsAre(Pair("middle", "base"), Pair("top", "base")));
  EXPECT_FALSE(monitored("base"));
  EXPECT_EQ(host_->monit().requests(Verb::monitor, "top"), 0);
}

// Somebody monitors the prerequisite just before the request, and its own test switches it off.
TEST_F(Acting, APrerequisiteThatSwitchesItselfOffMeanwhileIsNotSwitchedOnByAskingAgain) {
  start(file_check("picky", " if size > 1 B then unmonitor\n") +
        file_check("below", " depends on picky\n"));
  ASSERT_FALSE(monitored("picky") || monitored("below"));
  const model::Usec now = host_->machine().scheduler.now();
  host_->monit().ask(Verb::monitor, "picky", model::Who::administrator, now);
  const Acted acted =
      act({Verb::monitor, {"below"}, {"below"}, seconds(20), {{"below", {"picky"}}}});
  EXPECT_THAT(acted.late, IsEmpty());
  EXPECT_LE(host_->monit().requests(Verb::monitor, "below"), 1);
  EXPECT_FALSE(monitored("picky"));
}

TEST_F(Acting, ACheckOfTheCascadeThatDoesNotFollowIsNamedItself) {
  start(kChain);
  const Acted acted = act({Verb::unmonitor, {"top"}, {"top", "apart"}});
  EXPECT_THAT(acted.done, UnorderedElementsAre("top", "apart"));
}

TEST_F(Acting, GivesUpWhenTheTimeIsOver) {
  start(blocker("8") + file_check("apart"));
  ASSERT_TRUE(is_busy());
  const auto began = host_->now();
  const Acted acted = act({Verb::unmonitor, {"blocker"}, {"blocker"}, milliseconds(500)});
  EXPECT_THAT(acted.late, ElementsAre("blocker"));
  EXPECT_LT(host_->now() - began, seconds(1));
}

// monit finds its own pid in its pidfile, and without it cannot wake itself.
TEST_F(Acting, WakesAMonitWhosePidfileIsGone) {
  start(kChain);
  host_->monit().set_poll(600 * model::kSecond);
  host_->pass(seconds(3));
  host_->monit().lose_pidfile();
  const auto began = host_->now();
  const Acted acted = act({Verb::unmonitor, {"apart"}, {"apart"}});
  EXPECT_THAT(acted.done, ElementsAre("apart"));
  EXPECT_LT(host_->now() - began, seconds(2));
}

TEST_F(Acting, AsksAgainWhenAnotherClientHasReplacedTheAction) {
  start(blocker("5") + file_check("apart"));
  ASSERT_TRUE(is_busy());
  bool replaced = false;
  host_->begin([&](Host& machine) {
    const model::ModelService* service = host_->monit().find("blocker");
    while (service->pending != Verb::unmonitor) machine.sleep(milliseconds(20));
    model::ModelClient client(host_->machine(), model::Who::administrator);
    replaced = client.act(Verb::monitor, {"blocker"}, "5.33.0").ok();
  });
  const Acted acted = act({Verb::unmonitor, {"blocker"}, {"blocker"}, seconds(60)});
  EXPECT_TRUE(replaced);
  EXPECT_THAT(acted.done, ElementsAre("blocker"));
  EXPECT_FALSE(monitored("blocker"));
  EXPECT_EQ(host_->monit().requests(Verb::unmonitor, "blocker"), 2);
}

TEST_F(Acting, GoesOnThroughAReload) {
  start(kChain);
  host_->begin([&](Host& machine) {
    for (int i = 0; i < 3; ++i) {
      host_->machine().reload_monit(model::Who::administrator);
      machine.sleep(milliseconds(200));
    }
  });
  const Acted acted = act({Verb::unmonitor, {"base"}, {"base", "middle", "top"}});
  EXPECT_THAT(acted.done, ElementsAre("base", "middle", "top"));
}

// A monit with one check that never changes its state; it answers requests as the test says.
class UnmovedMonit : public MonitClient {
 public:
  UnmovedMonit(Done answer, int pending) : answer_(std::move(answer)), pending_(pending) {}

  Result<status::Status> status() override {
    status::Status status;
    status.version = "5.33.0";
    status.services.emplace_back();
    status.services.front().name = "a";
    status.services.front().monitor = 1;
    status.services.front().pending_action = pending_;
    return status;
  }
  Result<std::optional<Digest>> baseline(const std::string& /*check*/) override {
    return std::optional<Digest>{};
  }
  Result<CheckNames> prerequisites(const std::string& /*check*/) override { return CheckNames{}; }
  Done act(Verb /*verb*/, const CheckNames& /*checks*/, const std::string& /*version*/) override {
    ++requests_;
    return answer_;
  }
  Done may_act() override { return done(); }
  std::optional<Peer> peer() override { return std::nullopt; }
  int requests() const { return requests_; }

 private:
  Done answer_;
  int pending_;
  int requests_ = 0;
};

Result<Acted> unmonitor(UnmovedMonit& monit) {
  ModelSession host(kChain);
  return host.run([&](Host& machine) {
    return act_until_true(machine, monit, nullptr, {Verb::unmonitor, {"a"}, {"a"}, seconds(5)});
  });
}

// monit refuses at once or loses the request: in both cases the wait must end.
TEST(ActingOnAnUnmovedMonit, ARefusalIsAnError) {
  UnmovedMonit monit(Error{ErrorCode::monit, "monit refuses"}, 0);
  const auto acted = unmonitor(monit);
  ASSERT_FALSE(acted.ok());
  EXPECT_EQ(acted.error().code, ErrorCode::monit);
}

TEST(ActingOnAnUnmovedMonit, WhatWasTakenAndLostIsAskedForAgainSparingly) {
  UnmovedMonit monit(done(), 0);
  const auto acted = unmonitor(monit);
  ASSERT_TRUE(acted.ok());
  EXPECT_THAT(acted->late, ElementsAre("a"));
  EXPECT_EQ(monit.requests(), 2);
}

TEST(ActingOnAnUnmovedMonit, WhatIsOnItsWayIsNotAskedForAgain) {
  constexpr int kUnmonitor = 5;
  UnmovedMonit monit(done(), kUnmonitor);
  ASSERT_TRUE(unmonitor(monit).ok());
  EXPECT_EQ(monit.requests(), 1);
}

}  // namespace
}  // namespace pkgmap
