// The reload window: computed from the counters of the status, and awaited on the model.
#include "engine/session/acts/reload_window.hpp"

#include <gtest/gtest.h>

#include "engine/session/acts/reload.hpp"
#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::ModelSession;

status::Service every(int counter, int number) {
  status::Service service;
  service.monitor = 1;
  service.every = status::Service::Every{2, counter, number};
  return service;
}

status::Status polled_each_second(std::vector<status::Service> services) {
  status::Status status;
  status.poll = 1;
  status.services = std::move(services);
  return status;
}

TEST(TimeUntilDue, IsZeroWhenNoCheckCountsCycles) {
  EXPECT_EQ(time_until_due(polled_each_second({status::Service{}}), seconds{0}), milliseconds{0});
}

TEST(TimeUntilDue, IsZeroInTheCycleBeforeTheCheck) {
  EXPECT_EQ(time_until_due(polled_each_second({every(9, 10)}), seconds{0}), milliseconds{0});
}

TEST(TimeUntilDue, CountsTheCyclesUntilThen) {
  EXPECT_EQ(time_until_due(polled_each_second({every(6, 10)}), seconds{5}), seconds{3});
}

TEST(TimeUntilDue, IsNothingBeyondTheBound) {
  EXPECT_FALSE(time_until_due(polled_each_second({every(1, 10)}), seconds{5}));
}

TEST(TimeUntilDue, FindsTheMomentThatSuitsAll) {
  EXPECT_EQ(time_until_due(polled_each_second({every(1, 2), every(3, 5)}), seconds{12}),
            seconds{6});
}

TEST(TimeUntilDue, IsNothingWhenNoMomentSuitsAll) {
  EXPECT_FALSE(time_until_due(polled_each_second({every(0, 4), every(1, 4)}), seconds{60}));
}

TEST(TimeUntilDue, ACheckThatIsOffDoesNotCount) {
  status::Service off = every(1, 10);
  off.monitor = 0;
  EXPECT_EQ(time_until_due(polled_each_second({off}), seconds{0}), milliseconds{0});
}

// Calls `body` with a monit that answers, and its daemon.
template <class Body>
auto with_monit(ModelSession& host, Body body) {
  return host.run([&](Host& machine) {
    model::ModelClient client(host.machine());
    const auto daemon = machine.daemon(host.machine().control_file()->control_file, client);
    return body(machine, client, *daemon);
  });
}

TEST(AwaitReloadWindow, AReloadThenBringsNoCheckForward) {
  ModelSession host("check file probe path @DIR@/monitrc every 6 cycles\n");
  const auto looked = [&] { return host.monit().find("probe")->collected; };
  const auto await_look = [&](model::Usec before) {
    ASSERT_TRUE(host.eventually([&] { return looked() > before; }));
  };
  await_look(looked());
  const model::Usec first = looked();
  const bool reloaded = with_monit(host, [](Host& machine, MonitClient& client, auto& daemon) {
    return await_reload_window(machine, client, daemon, seconds{20}) &&
           reload_and_wait(machine, client, daemon).ok();
  });
  ASSERT_TRUE(reloaded);
  await_look(first);
  // Six cycles of one second; monit's reading of its control file ends one of them early.
  EXPECT_GT(looked() - first, 4 * model::kSecond);
}

TEST(AwaitReloadWindow, WaitsForARunningProgram) {
  ModelSession host("check file probe path @DIR@/monitrc\n");
  const auto began = host.now();
  host.monit().run_program(host.machine().scheduler.now() + 7 * model::kSecond);
  EXPECT_TRUE(with_monit(host, [](Host& machine, MonitClient& client, auto& daemon) {
    return await_reload_window(machine, client, daemon, seconds{20});
  }));
  EXPECT_GE(host.now() - began, seconds(7));
}

TEST(AwaitReloadWindow, DoesNotWaitForAProgramForEver) {
  ModelSession host("check file probe path @DIR@/monitrc\n");
  const auto began = host.now();
  host.monit().run_program(host.machine().scheduler.now() + 60 * model::kSecond);
  EXPECT_FALSE(with_monit(host, [](Host& machine, MonitClient& client, auto& daemon) {
    return await_reload_window(machine, client, daemon, seconds{5});
  }));
  EXPECT_LT(host.now() - began, seconds(6));
}

}  // namespace
}  // namespace pkgmap
