#include "tests/engine/session/model/people.hpp"

#include <algorithm>
#include <memory>

#include "engine/session/guard/recover.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/suspend.hpp"
#include "tests/engine/session/model/model_host.hpp"

namespace pkgmap::model {
namespace {

// When a hook kills the program (cli/plugins/hook/program.hpp).
constexpr Usec kSuspendLimit = 40 * kSecond;
constexpr Usec kResumeLimit = 15 * kSecond;

Transaction transaction_of(const ManagerPlan& plan, const std::string& hook, int manager) {
  Transaction transaction{hook, manager, {}};
  for (const std::string& package : plan.packages) {
    TransactionItem item;
    item.action = plan.removes ? ItemAction::remove : ItemAction::upgrade;
    item.package.name = package;
    transaction.items.push_back(item);
  }
  return transaction;
}

std::vector<std::string> hooks_of(const ManagerPlan& plan) {
  return plan.two_hooks ? std::vector<std::string>{"dnf4", "rpm"}
                        : std::vector<std::string>{"dnf4"};
}

}  // namespace

People::People(Machine& machine, const Scenario& scenario)
    : machine_(machine), scenario_(scenario), left_(scenario.disturbances) {
  settings_.monitrc = "/etc/monitrc";
  settings_.policy.settle = std::chrono::seconds(1);
  settings_.policy.lease = std::chrono::seconds(scenario.lease / kSecond);
}

void People::begin() {
  for (const ManagerPlan& plan : scenario_.managers) {
    machine_.scheduler.spawn("manager", [this, &plan] { manage(plan); });
  }
}

void People::await(int pid) {
  while (machine_.scheduler.lives(pid)) {
    machine_.scheduler.sleep_while_alive(pid, kSecond);
  }
}

std::string People::suspend_by_hook(const ManagerPlan& plan, const std::string& hook, int manager) {
  const auto session = std::make_shared<std::string>();
  const Usec began = machine_.scheduler.now();
  await(machine_.scheduler.spawn("suspend", [this, &plan, session, hook, manager] {
    ModelHost host(machine_);
    const auto outcome = suspend(settings_, transaction_of(plan, hook, manager), host);
    if (outcome) *session = outcome->session.value_or("");
    const bool locked = outcome ? outcome->trouble && outcome->trouble->code == ErrorCode::locked
                                : outcome.error().code == ErrorCode::locked;
    // Only a process that stands still may keep the lock.
    if (locked && !frozen_) machine_.witness.violate("P2: a hook could not act beside another one");
    if (!outcome) machine_.scheduler.note("no session: " + outcome.error().message);
  }));
  look_at_time("suspend", began, kSuspendLimit);
  return *session;
}

void People::resume_by_hook(const std::string& session, const std::string& hook) {
  const Usec began = machine_.scheduler.now();
  await(machine_.scheduler.spawn("resume", [this, session, hook] {
    ModelHost host(machine_);
    const auto outcome = resume(settings_, {session, Caller::hook, hook, {}}, host);
    if (!outcome) machine_.scheduler.note("not resumed: " + outcome.error().message);
  }));
  look_at_time("resume", began, kResumeLimit);
}

// Who stood still, or waited for one that did, is not to blame.
void People::look_at_time(const char* hook, Usec began, Usec limit) {
  if (frozen_) return;
  machine_.witness.hook_took(hook, machine_.scheduler.now() - began,
                             limit * machine_.scheduler.stretch());
}

void People::manage(const ManagerPlan& plan) {
  const int manager = machine_.scheduler.self();
  machine_.scheduler.sleep(plan.begins);
  std::vector<std::pair<std::string, std::string>> sessions;
  for (const std::string& hook : hooks_of(plan)) {
    const std::string session = suspend_by_hook(plan, hook, manager);
    if (!session.empty()) sessions.emplace_back(session, hook);
  }
  carry_out(plan);
  for (const auto& [session, hook] : sessions) resume_by_hook(session, hook);
}

// rpm runs one transaction at a time, while the hooks of two may overlap. The lock ends with the
// process that holds it.
void People::take_the_lock_of_rpm() {
  while (machine_.scheduler.lives(runs_rpm_)) {
    machine_.scheduler.sleep_while_alive(runs_rpm_, kSecond);
  }
  runs_rpm_ = machine_.scheduler.self();
}

// As rpm does: first each file, then the database record.
void People::carry_out(const ManagerPlan& plan) {
  take_the_lock_of_rpm();
  const auto pause = [this] {
    machine_.scheduler.sleep(machine_.scheduler.random().between(0, 1500) * kMillisecond);
  };
  for (const std::string& name : plan.packages) {
    ModelPackage next = *machine_.package(name);
    ++next.version;
    next.installed = !plan.removes;
    for (auto& [path, content] : next.files) {
      pause();
      if (plan.removes) {
        machine_.put(path, std::nullopt);
        continue;
      }
      if (!plan.same_files) content = path.substr(1) + "-" + std::to_string(next.version);
      machine_.put(path, content);
    }
    pause();
    *machine_.package(name) = next;
    machine_.scheduler.note(name + (plan.removes ? " is removed" : " is upgraded"));
  }
  runs_rpm_ = 0;
  if (plan.new_control_file == 0) return;
  machine_.put(Machine::kControlFile, scenario_.control_files[plan.new_control_file]);
}

void People::recover() {
  ModelHost host(machine_);
  const auto recovered = pkgmap::recover(settings_, host);
  if (!recovered || vanished_) return;
  for (const Recovered& one : *recovered) {
    if (one.lost) machine_.witness.violate("the guard of " + one.record.id + " counts as lost");
  }
}

}  // namespace pkgmap::model
