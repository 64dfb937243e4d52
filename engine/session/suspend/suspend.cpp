#include "engine/session/suspend/suspend.hpp"

#include <algorithm>
#include <utility>

#include "engine/integrity/baselines.hpp"
#include "engine/journal/known_baselines.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/outcome_log.hpp"
#include "engine/session/resume/resume.hpp"
#include "engine/session/suspend/plan.hpp"
#include "engine/session/suspend/stop_monit.hpp"
#include "parsers/monitrc/model/timeouts.hpp"

namespace pkgmap {
namespace {

using rules::Decision;
using std::chrono::milliseconds;

SuspendOutcome nothing_to_do(const Planned& planned) {
  SuspendOutcome nothing;
  nothing.checks = planned.checks().size();
  nothing.notes = planned.notes;
  return nothing;
}

// What monit can be busy with before it comes to a request, as the control file has it: waiting
// longer than that would wait for nothing. The policy's `wait` bounds it in any case.
milliseconds patience(const Planned& planned, const rules::Policy& policy, std::size_t named) {
  constexpr std::int64_t kMargin = 5'000;
  const monitrc::ControlFile& file = planned.parsed.control_file;
  const std::int64_t mails =
      monitrc::longest_delivery_ms(file) * static_cast<std::int64_t>(named + 1);
  const milliseconds longest{monitrc::longest_cycle_ms(file) + mails + kMargin};
  return std::min(longest, milliseconds(policy.wait));
}

Result<Acted> unmonitor(Host& host, MonitClient& monit, const Settings& settings,
                        const Planned& planned) {
  const rules::CheckSet set = planned.plan.with(Decision::suspend);
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto roots = names_in(graph.roots(set), planned);
  const auto daemon = host.daemon(planned.parsed.control_file, monit);
  return act_until_true(host, monit, daemon ? &*daemon : nullptr,
                        {MonitClient::Verb::unmonitor, roots, names_in(set, planned),
                         patience(planned, settings.policy, roots.size())});
}

void note_times(const std::vector<std::string>& off, std::int64_t now, SessionRecord& record) {
  for (SuspendedCheck& check : record.checks) {
    const bool is_off = std::any_of(off.begin(), off.end(), [&](const std::string& name) {
      return monitrc::same_name(name, check.name);
    });
    if (is_off && check.off_usec == 0) check.off_usec = now;
  }
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

// monit's cascade goes by the control file that monit has read, which need not be today's.
void add_cascade_of_monit(Host& host, MonitClient& monit, const status::Status& before,
                          const Planned& planned, SessionRecord& record, SuspendOutcome& outcome) {
  const auto now = monit.status();
  if (!now) {
    if (!outcome.trouble) outcome.trouble = now.error();
    return;
  }
  record.unrelated.clear();
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto roots = names_in(graph.roots(planned.plan.with(Decision::suspend)), planned);
  for (const std::string& name :
       add_seen_cascade(host, before, *now, planned.checks(), roots, record)) {
    outcome.suspended.push_back(name);
    outcome.notes.push_back("monit took '" + name +
                            "' along; its control file was changed since monit read it");
  }
}

void name_what_nobody_saw_go(const SessionRecord& from, const status::Status& status,
                             const std::vector<SessionRecord>& sessions, Planned& planned,
                             SessionRecord& record) {
  for (const std::string& name : add_unseen_cascade(from, status, sessions, record)) {
    planned.notes.push_back("'" + name + "' is off: " + kUnseen);
  }
}

// Before anything is unmonitored: the record is on disk, and somebody watches who brings it back.
Done secure(Host& host, const Settings& settings, const Journal& journal, bool joined,
            const std::vector<SessionRecord>& dead, SessionRecord& record) {
  settings.tell("writing session " + record.id);
  if (auto saved = journal.save(record); !saved) return saved;
  if (joined) return done();
  settings.tell("starting the guard");
  if (auto guarded = host.start_guard(settings, record); !guarded) {
    if (auto removed = journal.remove(record.id); !removed) return removed.error();
    return guarded;
  }
  // With what the guard has written into it.
  if (auto guarded = journal.load(record.id)) record = std::move(*guarded);
  for (const SessionRecord& other : dead) {
    settings.tell("taking over what session " + other.id + " left suspended");
    // One that stays is dead as before, and what it holds is resumed twice at worst.
    static_cast<void>(end_taken_over(journal, other, host));
  }
  return done();
}

SessionRecord record_of(Host& host, const Settings& settings, const Transaction& transaction,
                        const Planned& planned, const status::Status& status,
                        const SessionRecord* joined) {
  if (!joined) return new_record(settings, transaction, planned, status, host);
  SessionRecord record = *joined;
  if (!has_hook(record, transaction.manager)) record.hooks.push_back(transaction.manager);
  add_plan(planned, settings.policy, host, record);
  return record;
}

Result<SuspendOutcome> carry_out(Host& host, const Settings& settings,
                                 const Transaction& transaction, Planned& planned,
                                 MonitClient& monit) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto locked = lock(host, *journal);
  if (!locked) return locked.error();
  const auto status = monit.status();
  if (!status) return status.error();
  auto others = journal->all();
  if (!others) return others.error();
  others->sessions = sessions_of(std::move(others->sessions), planned.parsed.control_file.path);
  plan_with_states(planned, settings, *status, others->sessions);
  const SessionRecord* joined = session_to_join(others->sessions, transaction, host);
  SessionRecord record = record_of(host, settings, transaction, planned, *status, joined);
  const auto dead = joined ? std::vector<SessionRecord>{} : dead_sessions(others->sessions, host);
  if (planned.suspends_nothing() && !joined) return nothing_to_do(planned);
  if (!joined) {
    settings.tell("reading what monit compares files with");
    record.baselines = held_baselines(planned.checks(), monit, *status);
    fill_in_known(journal->store(), record.baselines);
  }
  learn_from(others->sessions, record);
  for (const SessionRecord& other : dead) {
    adopt(other, record);
    name_what_nobody_saw_go(other, *status, others->sessions, planned, record);
  }
  if (joined) name_what_nobody_saw_go(*joined, *status, others->sessions, planned, record);
  record.unrelated = monitored_unrelated(*status, record);
  if (auto secured = secure(host, settings, *journal, joined != nullptr, dead, record); !secured) {
    return secured.error();
  }
  settings.tell("asking monit to unmonitor");
  // Somebody may have monitored a check since the first look.
  const auto just_before = monit.status();
  const auto acted = unmonitor(host, monit, settings, planned);
  const status::Status& before = acted ? acted->before : just_before ? *just_before : *status;
  record.incarnation = before.incarnation;
  record.state = SessionState::suspended;
  if (acted) note_times(acted->done, host.wall_usec(), record);
  SuspendOutcome outcome = outcome_of(record, planned, acted);
  add_cascade_of_monit(host, monit, before, planned, record, outcome);
  if (auto saved = journal->save(record); !saved && !outcome.trouble) {
    outcome.trouble = saved.error();
  }
  host.log(entry_of(record, outcome));
  return outcome;
}

// What was begun ends again, and the package manager is told not to begin.
void refuse(Host& host, const Settings& settings, SuspendOutcome& outcome) {
  outcome.refused = true;
  if (!outcome.session) return;
  const auto undone = resume(settings, {*outcome.session, Caller::hook, {}, {}}, host);
  if (undone && !undone->pending.empty()) {
    outcome.notes.push_back("what is still suspended comes back in the background");
  }
}

Result<SuspendOutcome> suspend_once(const Settings& settings, const Transaction& transaction,
                                    Host& host, bool& again) {
  again = true;
  settings.tell("reading the control files and the packages");
  auto planned = plan_without_states(settings, transaction, host);
  if (!planned) return planned.error();
  if ((*planned)->suspends_nothing()) {
    guard_dead_sessions(settings, host);
    return nothing_to_do(**planned);
  }
  settings.tell("asking monit for its status");
  auto monit = host.connect(settings, (*planned)->parsed.control_file);
  // Where to ask is in the control file, and a second look would find the same.
  again = monit.ok();
  Result<SuspendOutcome> outcome = monit
                                       ? carry_out(host, settings, transaction, **planned, **monit)
                                       : Result<SuspendOutcome>(monit.error());
  const bool unreachable = !outcome && outcome.error().code == ErrorCode::monit;
  if (unreachable && settings.policy.unreachable == rules::OnUnreachable::stop_monit) {
    outcome = suspend_by_stopping(settings, transaction, **planned, host);
  }
  return outcome;
}

// What the world said no to, not what somebody wrote.
bool may_pass(const Error& error) {
  return error.code != ErrorCode::usage && error.code != ErrorCode::control_file &&
         error.code != ErrorCode::locked;
}

}  // namespace

// Without it monit would act on the update and switch checks off by itself: so a fault that may
// pass gets a second chance.
Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction,
                               Host& host) {
  constexpr milliseconds kBreath{300};
  bool again = false;
  auto outcome = suspend_once(settings, transaction, host, again);
  if (!outcome && again && may_pass(outcome.error())) {
    settings.tell(outcome.error().message + "; trying once more");
    host.sleep(kBreath);
    outcome = suspend_once(settings, transaction, host, again);
  }
  const bool fails = outcome && (outcome->trouble || !outcome->not_suspended.empty());
  if (fails && settings.policy.on_error == rules::OnError::abort) {
    refuse(host, settings, *outcome);
  }
  return outcome;
}

}  // namespace pkgmap
