// Asking monit and waiting until it is so.
#include "engine/session/acts/acting.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_http.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using test::RealMonit;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;
using Clock = std::chrono::steady_clock;
using Verb = MonitClient::Verb;

std::string file_check(const std::string& name, const std::string& more = {}) {
  return "check file " + name + " path @DIR@/monitrc\n" + more;
}

const std::string kChain = file_check("base") + file_check("middle", " depends on base\n") +
                           file_check("top", " depends on middle\n") + file_check("apart");

class Acting : public testing::Test {
 protected:
  void start(const std::string& checks, int poll_seconds = 1) {
    monit_ = std::make_unique<RealMonit>(
        test::RealMonitOptions{.checks = checks, .poll_seconds = poll_seconds});
    client_ = connect_monit(monit_->model()).value();
    daemon_ = find_monit_daemon({monit_->pid(), {}, "/"}).value();
  }
  Acted act(Verb verb, std::vector<std::string> name, std::vector<std::string> expect,
            milliseconds bound = milliseconds(20'000)) {
    auto acted = act_until_true(this_host(), *client_, &daemon_,
                                {verb, std::move(name), std::move(expect), bound});
    EXPECT_TRUE(acted.ok()) << acted.error().message;
    return acted ? *acted : Acted{};
  }
  bool monitored(const std::string& name) {
    return client_->status().value().find(name)->monitored();
  }

  std::unique_ptr<RealMonit> monit_;
  std::unique_ptr<MonitClient> client_;
  MonitDaemon daemon_;
};

TEST_F(Acting, TheCascadeTakesTheOthersAlong) {
  start(kChain);
  const Acted off = act(Verb::unmonitor, {"base"}, {"base", "middle", "top"});
  EXPECT_THAT(off.done, ElementsAre("base", "middle", "top"));
  EXPECT_TRUE(monitored("apart"));
  const Acted on = act(Verb::monitor, {"top"}, {"base", "middle", "top"});
  EXPECT_THAT(on.done, ElementsAre("base", "middle", "top"));
}

TEST_F(Acting, ACheckThatIsNotThereIsToldAndStopsNothing) {
  start(kChain);
  const Acted acted = act(Verb::unmonitor, {"gone", "apart"}, {"gone", "apart"});
  EXPECT_THAT(acted.done, ElementsAre("apart"));
  EXPECT_THAT(acted.gone, ElementsAre("gone"));
}

TEST_F(Acting, WhatIsSoAlreadyIsNotAskedFor) {
  start(kChain);
  act(Verb::monitor, {"apart"}, {"apart"});
  EXPECT_EQ(monit_->logged("'apart' monitor"), 0);
}

// Asking once more would only raise its alarm once more.
TEST_F(Acting, ACheckThatItsOwnTestSwitchesOffAgainIsAskedForOnce) {
  start(file_check("picky", " if size > 1 B then unmonitor\n"));
  Acted acted;
  int requests = 0;
  // Now and then a look comes between monit's doing it and its test: then it is on.
  do {
    ASSERT_TRUE(test::eventually([&] { return !monitored("picky"); }));
    const auto began = Clock::now();
    acted = act(Verb::monitor, {"picky"}, {"picky"});
    EXPECT_LT(Clock::now() - began, std::chrono::seconds(10));
    ++requests;
  } while (acted.off_again.empty() && requests < 5);
  EXPECT_THAT(acted.off_again, ElementsAre("picky"));
  EXPECT_EQ(monit_->logged("'picky' monitor on user request"), requests);
}

// monit's `monitor` goes up, and would switch on what somebody has switched off.
TEST_F(Acting, WhatIsBelowACheckThatIsOffIsSetAsideAndTheRestIsAskedFor) {
  start(kChain);
  act(Verb::unmonitor, {"base", "apart"}, {"base", "middle", "top", "apart"});
  const Order order{Verb::monitor,
                    {"top", "apart"},
                    {"middle", "top", "apart"},
                    milliseconds(20'000),
                    {{"middle", {"base"}}, {"top", {"middle", "base"}}}};
  const auto acted = act_until_true(this_host(), *client_, &daemon_, order);
  ASSERT_TRUE(acted.ok()) << acted.error().message;
  EXPECT_THAT(acted->done, ElementsAre("apart"));
  EXPECT_THAT(acted->below_off, UnorderedElementsAre(Pair("middle", "base"), Pair("top", "base")));
  EXPECT_FALSE(monitored("base"));
  EXPECT_EQ(monit_->logged("'top' monitor on user request"), 0);
}

// Somebody monitored it while it was suspended, and its test says no each time.
TEST_F(Acting, APrerequisiteThatSwitchesItselfOffMeanwhileIsNotSwitchedOnByAskingAgain) {
  start(file_check("picky", " if size > 1 B then unmonitor\n") +
        file_check("below", " depends on picky\n"));
  ASSERT_TRUE(test::eventually([&] { return !monitored("picky") && !monitored("below"); }));
  ASSERT_TRUE(client_->act(Verb::monitor, {"picky"}, client_->status()->version).ok());
  const Order order{
      Verb::monitor, {"below"}, {"below"}, milliseconds(20'000), {{"below", {"picky"}}}};
  const auto acted = act_until_true(this_host(), *client_, &daemon_, order);
  ASSERT_TRUE(acted.ok()) << acted.error().message;
  EXPECT_THAT(acted->late, IsEmpty());
  EXPECT_LE(monit_->logged("'below' monitor on user request"), 1);
}

TEST_F(Acting, ACheckOfTheCascadeThatDoesNotFollowIsNamedItself) {
  start(kChain);
  const Acted acted = act(Verb::unmonitor, {"top"}, {"top", "apart"});
  EXPECT_THAT(acted.done, UnorderedElementsAre("top", "apart"));
}

TEST_F(Acting, GivesUpWhenTheTimeIsOver) {
  start(
      "check process blocker matching \"no-such-process-anywhere\"\n"
      "  start program = \"/bin/sleep 8\" with timeout 8 seconds\n" +
      file_check("apart"));
  ASSERT_TRUE(test::eventually([&] { return monit_->logged("start: '/bin/sleep") > 0; }));
  const auto start_time = Clock::now();
  const Acted acted = act(Verb::unmonitor, {"blocker"}, {"blocker"}, milliseconds(500));
  EXPECT_THAT(acted.late, ElementsAre("blocker"));
  EXPECT_LT(Clock::now() - start_time, std::chrono::seconds(5));
}

// monit finds whom to wake in its own pidfile.
TEST_F(Acting, WakesAMonitWhosePidfileIsGone) {
  start(kChain, 600);
  std::filesystem::remove(monit_->pidfile());
  const auto start_time = Clock::now();
  const Acted acted = act(Verb::unmonitor, {"apart"}, {"apart"});
  EXPECT_THAT(acted.done, ElementsAre("apart"));
  EXPECT_LT(Clock::now() - start_time, std::chrono::seconds(20));
}

TEST_F(Acting, AsksAgainWhenAnotherClientHasReplacedTheAction) {
  start(
      "check process blocker matching \"no-such-process-anywhere\"\n"
      "  start program = \"/bin/sleep 5\" with timeout 5 seconds\n" +
      file_check("apart"));
  ASSERT_TRUE(test::eventually([&] { return monit_->logged("start: '/bin/sleep") > 0; }));
  std::thread other([&] {
    const auto client = connect_monit(monit_->model()).value();
    const auto pending = [&] { return client->status()->find("blocker")->pending_action; };
    EXPECT_TRUE(test::eventually([&] { return pending() == 5; }));
    EXPECT_TRUE(client->act(Verb::monitor, {"blocker"}, client->status()->version).ok());
  });
  const Acted acted = act(Verb::unmonitor, {"blocker"}, {"blocker"}, milliseconds(60'000));
  other.join();
  EXPECT_THAT(acted.done, ElementsAre("blocker"));
  EXPECT_FALSE(monitored("blocker"));
}

TEST_F(Acting, GoesOnThroughAReload) {
  start(kChain);
  std::thread reloading([&] {
    for (int i = 0; i < 3; ++i) {
      EXPECT_TRUE(reload(daemon_).ok());
      std::this_thread::sleep_for(milliseconds(200));
    }
  });
  const Acted acted = act(Verb::unmonitor, {"base"}, {"base", "middle", "top"});
  reloading.join();
  EXPECT_THAT(acted.done, ElementsAre("base", "middle", "top"));
}

std::string status_with(int monitor, int pending) {
  return "<?xml version=\"1.0\"?><monit><server><id>1</id><incarnation>1</incarnation>"
         "<version>5.33.0</version><uptime>1</uptime><poll>1</poll></server>"
         "<service type=\"2\"><name>a</name><status>0</status><monitor>" +
         std::to_string(monitor) + "</monitor><pendingaction>" + std::to_string(pending) +
         "</pendingaction></service></monit>";
}

// A refusal comes at once, a lost request later: both must end.
TEST(ActingOnAFake, ARefusalIsAnError) {
  test::FakeHttp fake([](const auto& connection, const std::string& request) {
    const bool post = request.starts_with("POST");
    connection.send(post ? test::http_reply(403, "") : test::http_reply(200, status_with(1, 0)));
  });
  const auto client = connect_monit(fake.model()).value();
  const auto acted = act_until_true(this_host(), *client, nullptr, {Verb::unmonitor, {"a"}, {"a"}});
  ASSERT_FALSE(acted.ok());
  EXPECT_EQ(acted.error().code, ErrorCode::monit);
}

TEST(ActingOnAFake, WhatWasTakenAndLostIsAskedForAgainSparingly) {
  test::FakeHttp fake([](const auto& connection, const std::string& request) {
    const bool post = request.starts_with("POST");
    connection.send(post ? test::http_reply(302, "") : test::http_reply(200, status_with(1, 0)));
  });
  const auto client = connect_monit(fake.model()).value();
  const auto acted = act_until_true(this_host(), *client, nullptr,
                                    {Verb::unmonitor, {"a"}, {"a"}, milliseconds(5'000)});
  ASSERT_TRUE(acted.ok());
  EXPECT_THAT(acted->late, ElementsAre("a"));
  int posts = 0;
  for (const std::string& request : fake.requests()) posts += request.starts_with("POST") ? 1 : 0;
  EXPECT_EQ(posts, 2);
}

TEST(ActingOnAFake, WhatIsOnItsWayIsNotAskedForAgain) {
  test::FakeHttp fake([](const auto& connection, const std::string& request) {
    const bool post = request.starts_with("POST");
    connection.send(post ? test::http_reply(302, "") : test::http_reply(200, status_with(1, 5)));
  });
  const auto client = connect_monit(fake.model()).value();
  const auto acted = act_until_true(this_host(), *client, nullptr,
                                    {Verb::unmonitor, {"a"}, {"a"}, milliseconds(5'000)});
  ASSERT_TRUE(acted.ok());
  int posts = 0;
  for (const std::string& request : fake.requests()) posts += request.starts_with("POST") ? 1 : 0;
  EXPECT_EQ(posts, 1);
}

}  // namespace
}  // namespace pkgmap
