#include "engine/session/suspend/plan.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/what_parses.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/acts/stale.hpp"
#include "parsers/source/contains.hpp"
#include "rules/plan/belonging.hpp"

namespace pkgmap {
namespace {

using rules::Decision;

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

CheckNames prerequisites_of(std::size_t check, const rules::Dependencies& graph,
                            const Planned& planned) {
  return names_in(graph.up_closure(graph.parents(check)), planned);
}

SuspendedCheck suspended_check(const rules::CheckPlan& plan, const Planned& planned,
                               const rules::Dependencies& graph, Host& host, int manager,
                               const rules::Policy& policy) {
  const monitrc::Check& check = planned.checks()[plan.check];
  SuspendedCheck mine;
  mine.name = check.name;
  mine.process_ran = host.runs(check, manager);
  mine.prerequisites = prerequisites_of(plan.check, graph, planned);
  for (const rules::Evidence& evidence : plan.evidence) {
    // The package of a check that this one acts on may go, and this one stays.
    const bool suspends = !plan.cascaded && evidence.kind != rules::EvidenceKind::acts_on &&
                          rules::counts(evidence, policy);
    if (!suspends) continue;
    add_once(mine.packages, evidence.package.name);
    const bool by_itself = evidence.kind != rules::EvidenceKind::policy &&
                           evidence.kind != rules::EvidenceKind::depends_on;
    if (by_itself) mine.strength = std::max(mine.strength, evidence.strength);
  }
  return mine;
}

void note_what_is_unread(Planned& planned) {
  for (const rules::CheckPlan& plan : planned.plan.checks) {
    if (plan.decision != Decision::keep || plan.reason != rules::kNotReadYet) continue;
    const std::string& name = planned.checks()[plan.check].name;
    planned.notes.push_back("'" + name + "' is in the control file, but " + plan.reason);
  }
}

SuspendedCheck* find_check(SessionRecord& record, const std::string& name) {
  for (SuspendedCheck& check : record.checks) {
    if (same_name(check.name, name)) return &check;
  }
  return nullptr;
}

void learn_check(const SuspendedCheck& theirs, SuspendedCheck& mine) {
  mine.process_ran = mine.process_ran || theirs.process_ran;
  for (const std::string& package : theirs.packages) add_once(mine.packages, package);
  mine.strength = std::max(mine.strength, theirs.strength);
  if (theirs.off_usec != 0 && !theirs.went_off_again) mine.off_usec = theirs.off_usec;
}

// Until monit reads its control file again, the prerequisites that another session saw still count,
// though the control file on disk may have others by now.
void learn_suspended(const SessionRecord& other, const SuspendedCheck& theirs,
                     const SessionRecord& record, SuspendedCheck& mine) {
  learn_check(theirs, mine);
  if (other.incarnation != record.incarnation) return;
  for (const std::string& name : theirs.prerequisites) {
    if (!names_check(mine.prerequisites, name)) mine.prerequisites.push_back(name);
  }
}

// Keeps a reading without mistakes for later; of one with mistakes uses what parses, and the
// reading that was kept. Makes no state directory.
Done see_to_mistakes(const Settings& settings, Host& host, monitrc::Parsed& parsed) {
  const bool has_state = host.has_state(settings);
  const auto journal =
      has_state ? host.open_journal(settings) : Result<Journal>(Error{ErrorCode::failed, {}});
  if (!parsed.ok()) {
    return use_what_parses(parsed, journal
                                       ? last_reading(journal->store(), parsed.control_file.path)
                                       : std::vector<monitrc::Check>{});
  }
  if (journal) static_cast<void>(write_last_reading(journal->store(), parsed.control_file));
  return done();
}

}  // namespace

Result<std::unique_ptr<Planned>> plan_without_states(const Settings& settings,
                                                     const Transaction& transaction, Host& host) {
  auto planned = std::make_unique<Planned>();
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  planned->parsed = std::move(*parsed);
  planned->mistake = mistake_in(planned->parsed);
  if (auto usable = see_to_mistakes(settings, host, planned->parsed); !usable) {
    return usable.error();
  }
  auto gathered = host.gather(settings, transaction, planned->parsed.control_file);
  if (!gathered) return gathered.error();
  planned->facts = std::move(gathered->facts);
  planned->notes = std::move(gathered->notes);
  if (auto warning = warning_of_mistake(planned->parsed)) planned->warnings.push_back(*warning);
  planned->replaces_monit = gathered->replaces_monit;
  planned->plan = rules::evaluate(planned->facts, settings.policy);
  return planned;
}

void plan_with_states(Planned& planned, const Settings& settings, const status::Status& status,
                      const std::vector<SessionRecord>& sessions) {
  note_states(status, planned.facts.checks);
  note_sessions(sessions, planned.facts.checks);
  planned.plan = rules::evaluate(planned.facts, settings.policy);
  note_what_is_unread(planned);
  if (!planned.mistake) return;
  std::string unknown = about_unknown_checks(planned.parsed.control_file, status);
  if (!unknown.empty()) planned.notes.push_back(std::move(unknown));
}

SuspendOutcome new_outcome(const Planned& planned) {
  SuspendOutcome outcome;
  outcome.checks = planned.checks().size();
  outcome.notes = planned.notes;
  outcome.warnings = planned.warnings;
  return outcome;
}

CheckNames names_in(const rules::CheckSet& set, const Planned& planned) {
  CheckNames names;
  for (const std::size_t check : set) names.push_back(planned.checks()[check].name);
  return names;
}

SessionRecord new_record(const Settings& settings, const Transaction& transaction,
                         const Planned& planned, const status::Status& status, Host& host) {
  SessionRecord record;
  record.id = is_session_id(settings.new_session) ? settings.new_session : new_session_id();
  record.manager = transaction.manager;
  record.hooks = {transaction.manager};
  record.pid = transaction.pid;
  record.pid_start_time = host.start_time(transaction.pid).value_or(0);
  record.series = transaction.series;
  record.boot_id = host.boot();
  begin_lease(record, settings.policy.lease, host);
  record.settle_seconds = settings.policy.settle.count();
  record.package_system = settings.packages;
  record.control_file = planned.parsed.control_file.path;
  record.monit_id = status.id;
  record.incarnation = status.incarnation;
  add_plan(planned, settings.policy, host, record);
  return record;
}

void add_plan(const Planned& planned, const rules::Policy& policy, Host& host,
              SessionRecord& record) {
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  for (const std::size_t number : planned.plan.with(Decision::suspend)) {
    const rules::CheckPlan& plan = planned.plan.checks[number];
    SuspendedCheck check = suspended_check(plan, planned, graph, host, record.pid, policy);
    if (SuspendedCheck* known = find_check(record, check.name)) {
      learn_check(check, *known);
    } else {
      record.checks.push_back(std::move(check));
    }
    for (const rules::Evidence& evidence : plan.evidence) {
      if (rules::counts(evidence, policy)) add_once(record.packages, evidence.package.text());
    }
  }
}

void learn_from(const std::vector<SessionRecord>& others, SessionRecord& record) {
  for (const SessionRecord& other : others) {
    for (SuspendedCheck& mine : record.checks) {
      if (holds(other, mine.name)) learn_suspended(other, *other.find(mine.name), record, mine);
    }
  }
}

void forget_learned_prerequisites(const Planned& planned, SessionRecord& record) {
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  for (SuspendedCheck& check : record.checks) check.prerequisites.clear();
  for (std::size_t number = 0; number < planned.checks().size(); ++number) {
    SuspendedCheck* mine = find_check(record, planned.checks()[number].name);
    if (mine) mine->prerequisites = prerequisites_of(number, graph, planned);
  }
}

SessionRecord joined_by(const Transaction& transaction, SessionRecord session) {
  add_once(session.hooks, transaction.manager);
  session.series = session.series || transaction.series;
  return session;
}

Done save_joined(const Journal& journal, const SessionRecord& before, const SessionRecord& joined) {
  const bool same = before.hooks == joined.hooks && before.series == joined.series;
  return same ? done() : journal.save(joined);
}

const SessionRecord* session_to_join(const std::vector<SessionRecord>& sessions,
                                     const Transaction& transaction, Host& host) {
  for (const SessionRecord& session : sessions) {
    const bool open =
        session.state == SessionState::suspending || session.state == SessionState::suspended;
    // The same hook comes a second time only for the next transaction of a series, or if its first
    // suspend has died: a package manager calls one hook at a time.
    const bool left = transaction.series || !contains(session.hooks, transaction.manager) ||
                      session.state == SessionState::suspending;
    if (session.pid == 0 || session.pid != transaction.pid || !open || !left) continue;
    if (session.hooks.empty() || session.guard_pid == 0) continue;
    if (manager_alive(session, host)) return &session;
  }
  return nullptr;
}

void adopt(const SessionRecord& dead, SessionRecord& record) {
  for (const SuspendedCheck& theirs : dead.checks) {
    if (SuspendedCheck* mine = find_check(record, theirs.name)) {
      learn_suspended(dead, theirs, record, *mine);
    } else {
      record.checks.push_back(theirs);
      if (dead.incarnation != record.incarnation) record.checks.back().prerequisites.clear();
    }
  }
  // Only sessions of an older version have baselines.
  record.baselines.insert(record.baselines.end(), dead.baselines.begin(), dead.baselines.end());
  for (const std::string& package : dead.packages) add_once(record.packages, package);
}

}  // namespace pkgmap
