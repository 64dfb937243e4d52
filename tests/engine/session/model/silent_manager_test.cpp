// A package manager that outlives its transaction, as packagekitd does, and never says that it is
// over: the guard goes by rpm's lock.
#include <gtest/gtest.h>

#include "tests/engine/session/model/interleaving.hpp"
#include "tests/engine/session/model/people.hpp"

namespace pkgmap::model {
namespace {

constexpr const char* kText =
    "set daemon 1\nset httpd unixsocket /run/monit.sock allow localhost\n"
    "check file one path /a/one\n if failed checksum then alert\n";

// One upgrade of the package whose file `one` watches; rpm takes less than ten seconds for it.
Scenario upgrade(bool rpm_once, Silence silence) {
  Scenario scenario;
  scenario.seed = 1;
  scenario.texts = {kText};
  scenario.control_files = {parse_text(kText)};
  scenario.packages = {{"a", 1, true, {{"/a/one", "a/one-1"}}}};
  ManagerPlan plan;
  plan.packages = {"a"};
  plan.rpm_once = rpm_once;
  plan.silence = silence;
  scenario.managers = {plan};
  scenario.lease = 7200 * kSecond;
  return scenario;
}

// Whether `one` is monitored so long after the package managers have begun.
class Upgrade {
 public:
  explicit Upgrade(Scenario scenario)
      : scenario_(std::move(scenario)),
        machine_(scenario_.seed, trace_),
        people_(machine_, scenario_) {
    prepare(machine_, scenario_);
    people_.begin();
    began_ = machine_.scheduler.now();
  }
  bool monitored_after(Usec time) {
    machine_.scheduler.run(began_ + time);
    return machine_.monit.find("one")->on();
  }
  std::vector<SessionRecord> sessions() { return machine_.journal().all()->sessions; }

 private:
  Trace trace_;
  Scenario scenario_;
  Machine machine_;
  People people_;
  Usec began_ = 0;
};

TEST(SilentManager, IsOverHalfAMinuteAfterRpmIsDone) {
  Upgrade upgraded(upgrade(true, Silence::after_rpm));
  EXPECT_FALSE(upgraded.monitored_after(25 * kSecond));
  EXPECT_TRUE(upgraded.monitored_after(90 * kSecond));
  EXPECT_TRUE(upgraded.sessions().empty());
}

TEST(SilentManager, HasTenMinutesUntilRpmBegins) {
  Upgrade called_off(upgrade(true, Silence::before_rpm));
  EXPECT_FALSE(called_off.monitored_after(590 * kSecond));
  EXPECT_TRUE(called_off.monitored_after(660 * kSecond));
}

TEST(SilentManager, ThatMayRunRpmAgainKeepsItsLease) {
  Upgrade upgraded(upgrade(false, Silence::after_rpm));
  EXPECT_FALSE(upgraded.monitored_after(7100 * kSecond));
  EXPECT_TRUE(upgraded.monitored_after(7300 * kSecond));
}

TEST(SilentManager, ThatBeginsAnewLeavesItsEarlierSessionToTheNewOne) {
  Scenario scenario = upgrade(true, Silence::before_rpm);
  scenario.managers.front().attempts = 2;
  Upgrade twice(std::move(scenario));
  EXPECT_FALSE(twice.monitored_after(20 * kSecond));
  EXPECT_EQ(twice.sessions().size(), 1U);
  EXPECT_TRUE(twice.monitored_after(700 * kSecond));
  EXPECT_TRUE(twice.sessions().empty());
}

}  // namespace
}  // namespace pkgmap::model
