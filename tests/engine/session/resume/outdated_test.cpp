// After an update a resume names the daemons that go on with deleted files. On the model.
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;

const char* const kDaemons =
    "check process daemon pidfile @HOST@/run/daemon.pid\n"
    "check process shop pidfile @DIR@/shop.pid\n depends on daemon\n";

std::vector<std::string> checks_of(const std::vector<OutdatedDaemon>& daemons) {
  std::vector<std::string> names;
  for (const OutdatedDaemon& one : daemons) names.push_back(one.check);
  return names;
}

/// Upgrades the package while both daemons run on, and returns which ones the outcome names.
std::vector<std::string> outdated_after_an_upgrade(
    const std::map<std::string, std::vector<std::string>>& deleted) {
  ModelSession host(kDaemons);
  host.write("run/daemon.pid", std::to_string(host.start_process("daemon")));
  host.machine().put("/etc/shop.pid", std::to_string(host.start_process("shop")));
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  host.machine().deleted = deleted;
  const auto outcome = host.resume(id);
  EXPECT_TRUE(outcome.ok()) << outcome.error().message;
  return outcome ? checks_of(outcome->outdated) : std::vector<std::string>();
}

// Only monit's cascade took `shop` along: no package of the transaction has its daemon.
TEST(OutdatedDaemons, AreThoseOfThePackagesThatTheUpdateHasNotReached) {
  const std::map<std::string, std::vector<std::string>> deleted = {{"daemon", {"/usr/sbin/daemon"}},
                                                                   {"shop", {"/usr/sbin/shop"}}};
  EXPECT_THAT(outdated_after_an_upgrade(deleted), ElementsAre("daemon"));
}

// `absent` does not run again in time, so the hook leaves all checks to the guard.
TEST(OutdatedDaemons, AreNamedByAHookThatLeavesTheRestToTheGuard) {
  ModelSession host(std::string(kDaemons) + "check process absent pidfile @HOST@/etc/settings\n");
  host.settings().policy.settle = std::chrono::seconds(8);
  host.write("run/daemon.pid", std::to_string(host.start_process("daemon")));
  const int absent = host.start_process("absent");
  host.write("etc/settings", std::to_string(absent) + "\n");
  const std::string id = host.suspend_for(host.manager());
  host.kill(absent);
  host.machine().deleted = {{"daemon", {"/usr/sbin/daemon"}}};
  const auto outcome = host.resume(id, true);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_FALSE(outcome->finished);
  EXPECT_THAT(checks_of(outcome->outdated), ElementsAre("daemon"));
}

// The package brings a control file in which the name is written otherwise.
TEST(OutdatedDaemons, AreFoundByNamesThatMonitTakesForTheSame) {
  ModelSession host(kDaemons);
  host.write("run/daemon.pid", std::to_string(host.start_process("daemon")));
  host.machine().put("/etc/shop.pid", std::to_string(host.start_process("shop")));
  const std::string id = host.suspend_for(host.manager());
  host.upgrade_to("2");
  std::string renamed = kDaemons;
  renamed.replace(renamed.find("process daemon"), 14, "process Daemon");
  host.write_checks(renamed);
  host.machine().deleted = {{"Daemon", {"/usr/sbin/daemon"}}};
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(checks_of(outcome->outdated), ElementsAre("Daemon"));
}

// The first transaction of the series has suspended `shop` only as a dependent.
TEST(OutdatedDaemons, AreThoseOfALaterPackageOfTheSeries) {
  ModelSession host(kDaemons);
  host.machine().packages.push_back({"shop", 1, 0, true, {}, {"/etc/shop.pid"}});
  host.write("run/daemon.pid", std::to_string(host.start_process("daemon")));
  host.machine().put("/etc/shop.pid", std::to_string(host.start_process("shop")));
  Transaction transaction = ModelSession::transaction(host.manager());
  transaction.series = true;
  const auto suspended = [&](const std::string& package) {
    transaction.items.front().package.name = package;
    return host.run([&](Host& machine) { return suspend(host.settings(), transaction, machine); })
        .value()
        .session.value_or("");
  };
  const std::string id = suspended("hosted");
  ASSERT_EQ(suspended("shop"), id);
  host.machine().deleted = {{"shop", {"/usr/sbin/shop"}}};
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_THAT(checks_of(outcome->outdated), ElementsAre("shop"));
}

TEST(OutdatedDaemons, AreNoneThatExecuteWhatIsThere) {
  EXPECT_THAT(outdated_after_an_upgrade({}), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
