#include "engine/session/suspend.hpp"

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/integrity/baselines.hpp"
#include "engine/journal/journal.hpp"
#include "engine/session/acting.hpp"
#include "engine/session/guard.hpp"
#include "engine/session/processes.hpp"
#include "engine/system/proc.hpp"
#include "rules/belonging.hpp"
#include "rules/evaluate.hpp"

namespace pkgmap {
namespace {

using rules::Decision;

// What the plan is made of; kept together because the facts point into the control file.
struct Planned {
  monitrc::Parsed parsed;
  std::vector<std::string> notes;
  rules::Facts facts;
  rules::Plan plan;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
};

Result<std::unique_ptr<Planned>> plan_without_states(const Settings& settings,
                                                     const Transaction& transaction) {
  auto planned = std::make_unique<Planned>();
  auto parsed = load_control_file(settings);
  if (!parsed) return parsed.error();
  planned->parsed = std::move(*parsed);
  if (auto understood = require_parsed(planned->parsed); !understood) return understood.error();
  auto database = open_package_database({settings.root, settings.dbpath});
  if (!database) return database.error();
  auto choices = choose_packages(transaction, **database);
  if (!choices) return choices.error();
  planned->notes = choices->notes;
  planned->facts.checks = gather_checks(planned->checks(), settings.root, transaction.pid);
  auto packages = gather_packages(*choices, planned->facts.checks, **database, settings.root);
  if (!packages) return packages.error();
  planned->facts.packages = std::move(*packages);
  planned->plan = rules::evaluate(planned->facts, settings.policy);
  return planned;
}

std::vector<std::string> names_in(const rules::CheckSet& set, const Planned& planned) {
  std::vector<std::string> names;
  for (const std::size_t check : set) names.push_back(planned.checks()[check].name);
  return names;
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

SuspendedCheck suspended_check(const rules::CheckPlan& plan, const Planned& planned,
                               const rules::Dependencies& graph, int manager,
                               const rules::Policy& policy) {
  const monitrc::Check& check = planned.checks()[plan.check];
  SuspendedCheck mine{check.name, process_runs(check, manager), {}, {}, {}};
  mine.above = names_in(graph.up_closure(graph.parents(plan.check)), planned);
  for (const rules::Evidence& evidence : plan.evidence) {
    const bool suspends = !plan.cascaded && rules::counts(evidence, policy);
    if (suspends) add_once(mine.packages, evidence.package.name);
  }
  return mine;
}

// What a session knows of a check from before its own transaction, this one has to know as well.
void take_over(const Journal::Sessions& others, SessionRecord& record) {
  for (const SessionRecord& other : others.sessions) {
    for (SuspendedCheck& mine : record.checks) {
      const SuspendedCheck* theirs = other.find(mine.name);
      if (!theirs) continue;
      mine.process_ran = mine.process_ran || theirs->process_ran;
      for (const std::string& package : theirs->packages) add_once(mine.packages, package);
    }
    if (other.incarnation != record.incarnation) continue;
    for (HeldBaseline& mine : record.baselines) {
      if (!mine.digest.empty() || mine.none) continue;
      for (const HeldBaseline& theirs : other.baselines) {
        if (theirs.check == mine.check && theirs.path == mine.path) mine = theirs;
      }
    }
  }
}

SessionRecord new_record(const Settings& settings, const Transaction& transaction,
                         const Planned& planned, const status::Status& status) {
  SessionRecord record;
  record.id = new_session_id();
  record.manager = transaction.manager;
  record.pid = transaction.pid;
  if (const auto process = process_facts(transaction.pid)) {
    record.pid_start_time = process->start_time;
  }
  record.boot_id = boot_id();
  record.since = std::time(nullptr);
  record.until = record.since + settings.policy.lease.count();
  record.control_file = planned.parsed.control_file.path;
  record.monit_id = status.id;
  record.incarnation = status.incarnation;
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  for (const std::size_t number : planned.plan.with(Decision::suspend)) {
    const rules::CheckPlan& plan = planned.plan.checks[number];
    record.checks.push_back(suspended_check(plan, planned, graph, record.pid, settings.policy));
    for (const rules::Evidence& evidence : plan.evidence) {
      if (rules::counts(evidence, settings.policy)) {
        add_once(record.packages, evidence.package.text());
      }
    }
  }
  return record;
}

void note_what_is_unread(Planned& planned) {
  for (const rules::CheckPlan& plan : planned.plan.checks) {
    if (plan.decision != Decision::keep || plan.reason != rules::kNotReadYet) continue;
    const std::string& name = planned.checks()[plan.check].name;
    planned.notes.push_back("'" + name + "' is in the control file, but " + plan.reason);
  }
}

Result<Acted> unmonitor(MonitClient& monit, const Settings& settings, const Planned& planned) {
  const rules::CheckSet set = planned.plan.with(Decision::suspend);
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto daemon = daemon_of(planned.parsed.control_file, monit);
  return act_until_true(monit, daemon ? &*daemon : nullptr,
                        {MonitClient::Verb::unmonitor, names_in(graph.roots(set), planned),
                         names_in(set, planned), settings.policy.wait});
}

SuspendOutcome outcome_of(const SessionRecord& record, const Planned& planned,
                          const Result<Acted>& acted) {
  SuspendOutcome outcome;
  outcome.session = record.id;
  outcome.checks = planned.checks().size();
  outcome.packages = record.packages;
  outcome.notes = planned.notes;
  if (acted) {
    outcome.suspended = acted->done;
    outcome.not_suspended = acted->late;
  } else {
    outcome.trouble = acted.error();
    for (const SuspendedCheck& check : record.checks) outcome.not_suspended.push_back(check.name);
  }
  return outcome;
}

// An unmonitor that monit has not got to yet counts.
bool stays_monitored(const status::Service& service) {
  constexpr int kPendingUnmonitor = 5;
  return service.monitored() && service.pending_action != kPendingUnmonitor;
}

SuspendedCheck taken_along(const std::string& name, const Planned& planned,
                           const std::vector<std::string>& roots) {
  SuspendedCheck taken{name, false, {}, roots, {}};
  for (const monitrc::Check& check : planned.checks()) {
    if (monitrc::same_name(check.name, name)) taken.process_ran = process_runs(check);
  }
  return taken;
}

// monit's cascade goes by the control file that monit has read, which need not be today's.
void add_what_monit_took_along(MonitClient& monit, const status::Status& before,
                               const Planned& planned, SessionRecord& record,
                               SuspendOutcome& outcome) {
  const auto now = monit.status();
  if (!now) {
    if (!outcome.trouble) outcome.trouble = now.error();
    return;
  }
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto roots = names_in(graph.roots(planned.plan.with(Decision::suspend)), planned);
  for (const status::Service& service : now->services) {
    const status::Service* was = before.find(service.name);
    if (!was || !stays_monitored(*was) || stays_monitored(service)) continue;
    if (record.find(service.name)) continue;
    record.checks.push_back(taken_along(service.name, planned, roots));
    outcome.suspended.push_back(service.name);
    outcome.notes.push_back("monit took '" + service.name +
                            "' along; its control file was changed since monit read it");
  }
}

Result<SuspendOutcome> carry_out(const Settings& settings, const Transaction& transaction,
                                 Planned& planned, MonitClient& monit) {
  auto journal = Journal::open(settings.state_directory);
  if (!journal) return journal.error();
  const auto lock = journal->lock();
  if (!lock) return lock.error();
  const auto status = monit.status();
  if (!status) return status.error();
  auto others = journal->all();
  if (!others) return others.error();
  others->sessions = sessions_of(std::move(others->sessions), planned.parsed.control_file.path);
  note_states(*status, planned.facts.checks);
  note_sessions(others->sessions, planned.facts.checks);
  planned.plan = rules::evaluate(planned.facts, settings.policy);
  note_what_is_unread(planned);
  SessionRecord record = new_record(settings, transaction, planned, *status);
  if (record.checks.empty()) {
    SuspendOutcome nothing;
    nothing.checks = planned.checks().size();
    nothing.notes = planned.notes;
    return nothing;
  }
  record.baselines = held_baselines(planned.checks(), monit, *status);
  take_over(*others, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  if (auto guarded = start_guard(settings, record.id); !guarded) {
    if (auto removed = journal->remove(record.id); !removed) return removed.error();
    return guarded.error();
  }
  // With what the guard has written into it.
  if (auto guarded = journal->load(record.id)) record = std::move(*guarded);
  const auto acted = unmonitor(monit, settings, planned);
  record.phase = Phase::suspended;
  SuspendOutcome outcome = outcome_of(record, planned, acted);
  add_what_monit_took_along(monit, *status, planned, record, outcome);
  if (auto saved = journal->save(record); !saved && !outcome.trouble) {
    outcome.trouble = saved.error();
  }
  return outcome;
}

}  // namespace

Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction) {
  auto planned = plan_without_states(settings, transaction);
  if (!planned) return planned.error();
  if ((*planned)->plan.with(Decision::suspend).empty()) {
    SuspendOutcome nothing;
    nothing.checks = (*planned)->checks().size();
    nothing.notes = (*planned)->notes;
    return nothing;
  }
  auto monit = connect_monit((*planned)->parsed.control_file);
  if (!monit) return monit.error();
  return carry_out(settings, transaction, **planned, **monit);
}

}  // namespace pkgmap
