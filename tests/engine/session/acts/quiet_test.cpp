// The moment for a reload: by the counters of the status, and with the real monit.
#include "engine/session/acts/quiet.hpp"

#include <sys/stat.h>

#include <fstream>

#include <gtest/gtest.h>

#include "engine/session/acts/reload.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

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

// Appends the time to a file each time that it runs.
void write_probe(const std::string& path, const std::string& log) {
  std::ofstream(path) << "#!/bin/sh\ndate +%s.%N >> " << log << "\n";
  ASSERT_EQ(::chmod(path.c_str(), 0755), 0);
}

std::vector<double> times_in(const std::string& log) {
  std::ifstream stream(log);
  std::vector<double> times;
  for (double time = 0; stream >> time;) times.push_back(time);
  return times;
}

test::RealMonitOptions stopped() {
  test::RealMonitOptions options;
  options.start = false;
  return options;
}

TEST(AwaitQuiet, AReloadThenBringsNoProgramForward) {
  test::RealMonit monit(stopped());
  const std::string log = monit.directory().file("runs");
  write_probe(monit.directory().file("probe"), log);
  monit.write_control_file(
      "check program probe with path @DIR@/probe every 6 cycles\n"
      "  if status != 0 then alert\n");
  monit.start();
  ASSERT_TRUE(test::eventually([&] { return times_in(log).size() == 1; }));
  const monitrc::ControlFile model = monit.model();
  const auto client = connect_monit(model);
  ASSERT_TRUE(client);
  const auto daemon = find_monit_daemon({(*client)->peer_pid(), {}, "/"});
  ASSERT_TRUE(daemon);
  ASSERT_TRUE(await_quiet(this_host(), **client, *daemon, seconds{20}));
  ASSERT_TRUE(reload_and_wait(this_host(), **client, *daemon));
  ASSERT_TRUE(test::eventually([&] { return times_in(log).size() == 2; }));
  const auto times = times_in(log);
  // Six cycles of a second; reading the control file ends one of them early.
  EXPECT_GT(times[1] - times[0], 4.0);
}

TEST(AwaitQuiet, WaitsForARunningProgram) {
  test::RealMonitOptions options = stopped();
  options.poll_seconds = 4;
  test::RealMonit monit(options);
  const std::string path = monit.directory().file("slow");
  std::ofstream(path) << "#!/bin/sh\nsleep 2\n";
  ASSERT_EQ(::chmod(path.c_str(), 0755), 0);
  monit.write_control_file(
      "check program slow with path @DIR@/slow\n  if status != 0 then alert\n");
  monit.start();
  const auto client = connect_monit(monit.model());
  ASSERT_TRUE(client);
  const auto daemon = find_monit_daemon({(*client)->peer_pid(), {}, "/"});
  ASSERT_TRUE(daemon);
  ASSERT_TRUE(test::eventually([&] { return !children_of(daemon->pid).empty(); }));
  ASSERT_TRUE(await_quiet(this_host(), **client, *daemon, seconds{20}));
  EXPECT_TRUE(children_of(daemon->pid).empty());
}

}  // namespace
}  // namespace pkgmap
