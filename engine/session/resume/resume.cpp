#include "engine/session/resume/resume.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/facts/what_parses.hpp"
#include "engine/session/acts/end_marks.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/reload_window.hpp"
#include "engine/session/host/session_settings.hpp"
#include "engine/session/outcome_log.hpp"
#include "engine/session/resume/run.hpp"
#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// How long a resume waits for processes, and for the reload window.
struct Patience {
  milliseconds settle;
  milliseconds reload_window;
};

constexpr milliseconds kShort{5'000};

Patience patience_of(Caller caller, milliseconds settle) {
  const bool waits = caller == Caller::person || caller == Caller::guard;
  if (waits) return {settle, milliseconds{12'000}};
  return {std::min(settle, kShort), kShort};
}

// Waits for all processes together. Returns true if all of them run.
bool settle(const ResumeRun& run, milliseconds bound) {
  std::vector<const monitrc::Check*> waiting;
  for (const monitrc::Check& check : run.control_file().checks) {
    const SuspendedCheck* mine = run.record.find(check.name);
    if (mine && mine->process_ran) waiting.push_back(&check);
  }
  const auto deadline = run.host.now() + bound;
  for (;;) {
    const bool all = std::all_of(waiting.begin(), waiting.end(), [&](const monitrc::Check* check) {
      return run.host.runs(*check, run.record.pid);
    });
    if (all) return true;
    if (run.host.now() >= deadline) return false;
    run.host.sleep(milliseconds(100));
  }
}

Done open_everything(ResumeRun& run) {
  auto parsed = run.host.read_control_file(settings_of(run.settings, run.record));
  if (!parsed) return parsed.error();
  run.parsed = std::move(*parsed);
  auto database = run.host.packages(settings_of(run.settings, run.record));
  if (database) {
    run.database = std::move(*database);
  } else {
    run.outcome.no_database = database.error().message;
  }
  if (run.record.stopped) return done();
  auto monit = run.host.connect(run.settings, run.control_file());
  if (!monit) return monit.error();
  run.monit = std::move(*monit);
  run.daemon = run.host.daemon(run.control_file(), *run.monit);
  return done();
}

std::vector<NotResumed> named(const std::vector<rules::KeptCheck>& kept, const CheckNames& names) {
  std::vector<NotResumed> result;
  result.reserve(kept.size());
  for (const rules::KeptCheck& check : kept) result.push_back({names[check.check], check.reason});
  return result;
}

struct FirstPhase {
  bool over = true;  ///< No check waits for a new baseline.
  rules::CheckSet back;
  std::int64_t asked_usec = 0;
};

rules::Resumption plan_of(const ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const CheckNames& names) {
  return rules::plan_resumption(facts, rules::Dependencies(run.checks), names);
}

// Whether the policy wants a reload, so that monit reads checks that it does not have yet.
bool must_read(const ResumeRun& run) {
  return run.settings.policy.unread == rules::OnUnread::reload && run.parsed.ok() && run.daemon &&
         !unread_checks(run.control_file(), run.status).empty();
}

bool needs_reload(const ResumeRun& run, const rules::Resumption& plan) {
  return !plan.after_reload.empty() || is_reload_due(run.files) || must_read(run);
}

Result<FirstPhase> first_phase(ResumeRun& run) {
  auto turn = Turn::take(run.host, run.journal);
  if (!turn) return turn.error();
  const AtOnce at_once(*run.monit);
  const auto work = begin_phase(run, *turn);
  if (!work) return work.error();
  FirstPhase phase;
  if (!*work) return phase;
  const auto names = names_of(run.checks);
  const auto facts = resume_facts(run);
  drop_what_is_settled(run, facts, names);
  auto plan = plan_of(run, facts, names);
  phase.asked_usec = run.host.wall_usec();
  if (auto back = monitor_set(run, *turn, plan.first, plan.left); !back) return back.error();
  if (run.over) return phase;
  phase.back = plan.first;
  leave_to_others(run, plan.left, names);
  phase.over = !needs_reload(run, plan);
  if (phase.over) close_session(run, named(plan.kept, names));
  return phase;
}

// The plan after monit has taken the right baselines, or cannot take them. Plans again before,
// because another process may have reloaded monit meanwhile.
Result<rules::Resumption> plan_with_baselines(ResumeRun& run, Turn& turn, const CheckNames& names) {
  auto facts = resume_facts(run);
  drop_what_is_settled(run, facts, names);
  const auto before = plan_of(run, facts, names);
  if (!needs_reload(run, before)) return before;
  const auto refused = take_new_baselines(run, turn);
  if (!refused) return refused.error();
  if (run.over) return before;
  if (*refused) run.outcome.not_reloaded = **refused;
  if (!*refused) look_at_checks(run);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].needs_baseline && *refused) facts[i].blocked = **refused;
    facts[i].needs_baseline = false;
  }
  // Others had the turn while monit read its control file.
  leave_what_was_said_off(run);
  refresh(run, facts);
  return plan_of(run, facts, names);
}

Done second_phase(ResumeRun& run) {
  const auto reloads = lock_reloads(run.host, run.journal);
  if (!reloads) return reloads.error();
  auto turn = Turn::take(run.host, run.journal);
  if (!turn) return turn.error();
  const AtOnce at_once(*run.monit);
  const auto work = begin_phase(run, *turn);
  if (!work) return work.error();
  if (!*work) return done();
  const auto names = names_of(run.checks);
  auto plan = plan_with_baselines(run, *turn, names);
  if (!plan) return plan.error();
  if (run.over) return done();
  if (auto back = monitor_set(run, *turn, plan->first, plan->left); !back) return back;
  if (run.over) return done();
  leave_to_others(run, plan->left, names);
  close_session(run, named(plan->kept, names));
  return done();
}

// Waits for the reload window. Returns false if it did not come in time.
bool reload_window_in_time(ResumeRun& run, milliseconds bound) {
  return !run.daemon || await_reload_window(run.host, *run.monit, *run.daemon, bound);
}

// Reads large files, now that no other check waits for them.
void read_at_leisure(ResumeRun& run) {
  run.settings.tell("reading large files");
  run.look.take_time();
  static_cast<void>(read_ahead(run));
}

Done go_through(ResumeRun& run, const ResumeRequest& request) {
  const auto began = run.host.now();
  const bool hook = request.caller == Caller::hook;
  Patience patience = patience_of(request.caller, run.settle);
  // If monit is busy for long, the guard waits for monit, not the hook.
  if (hook) run.act_bound = kShort;
  run.settings.tell("waiting for processes");
  const bool settled = settle(run, patience.settle);
  if (!settled && hook && run.settle > patience.settle) return leave_to_guard(run);
  run.settings.tell("monitoring what needs no new baseline");
  run.look.hurry(kShort);
  const bool read = read_ahead(run);
  // If monit is silent, nobody waits for this process.
  if (const auto answers = run.monit->status(); !answers) return answers.error();
  const auto phase = first_phase(run);
  if (!phase) return phase.error();
  if (phase->over) return done();
  if (!read && hook) return leave_to_guard(run);
  await_first_check(run, phase->back, phase->asked_usec);
  // For a hook one bound covers all that it has waited for by now, and the reload window.
  if (hook) {
    patience.reload_window -= std::chrono::duration_cast<milliseconds>(run.host.now() - began);
    if (patience.reload_window.count() <= 0) return leave_to_guard(run);
  }
  if (!read) read_at_leisure(run);
  // Without a reload there is no reload window to wait for, and a person gets the answer at once.
  const bool reload = !reload_refused(run);
  if (reload) run.settings.tell("waiting for a moment that suits a reload");
  if (reload && !reload_window_in_time(run, patience.reload_window) && hook)
    return leave_to_guard(run);
  run.settings.tell(reload ? "reloading monit, then monitoring the rest" : "seeing to the rest");
  return second_phase(run);
}

// Whether the monit that the suspend wanted to stop is still there: the suspend has waited in vain,
// still waits, or has died. This monit may end at any moment, so no session goes on with it.
bool still_ends(const ResumeRun& run) {
  const StoppedMonit& monit = *run.record.stopped;
  return monit.pid > 0 && run.host.start_time(monit.pid) == monit.start_time;
}

// For a session that has stopped monit. Files are read before monit's start takes the lock.
Done start_again(ResumeRun& run, Caller caller) {
  const bool hook = caller == Caller::hook;
  if (still_ends(run)) {
    // The guard waits for the end of monit, not the hook.
    if (hook) return leave_to_guard(run);
    run.settings.tell("waiting for monit to end");
    if (auto stopped = run.host.stop(*run.record.stopped); !stopped) return stopped;
  }
  const Patience patience = patience_of(caller, run.settle);
  run.settings.tell("waiting for processes");
  const bool settled = settle(run, patience.settle);
  if (!settled && hook && run.settle > patience.settle) return leave_to_guard(run);
  if (hook) run.look.hurry(kShort);
  run.settings.tell("reading what monit compares files with");
  if (!read_ahead(run) && hook) return leave_to_guard(run);
  return resume_by_starting(run);
}

// The caller's value if there is one, else the value that the session began with.
milliseconds settle_of(const Settings& settings, const SessionRecord& record) {
  return settings.settle.value_or(std::chrono::seconds(record.settle_seconds));
}

void log_all(ResumeRun& run) {
  for (const LogEntry& entry : entries_of(run.record, run.outcome)) run.host.log(entry);
}

Done carry_on(ResumeRun& run, const ResumeRequest& request) {
  const auto alone = begin_resuming(run, request);
  if (!alone) return alone.error();
  if (!*alone) return done();
  if (auto opened = open_everything(run); !opened) return opened;
  return run.record.stopped ? start_again(run, request.caller) : go_through(run, request);
}

// Waits a moment for the guard, which writes a record again that somebody removed.
bool has_again(const Journal& journal, const std::string& session, Host& host) {
  const auto deadline = host.now() + milliseconds(2'000);
  const UntoldSteps looking;
  while (!journal.has(session)) {
    if (host.now() >= deadline) return false;
    host.sleep(milliseconds(100));
  }
  return true;
}

// A person resumes what may have been off before only if somebody has said so: until the session is
// kept, nobody has.
void note_what_nobody_was_told(ResumeRun& run) {
  if (run.record.state == SessionState::kept) return;
  for (const SuspendedCheck& mine : run.record.checks) {
    if (mine.went_off_again) run.off_again.push_back(mine.name);
  }
}

ResumeRun run_of(const Settings& settings, const ResumeRequest& request, const Journal& journal,
                 SessionRecord record, Host& host) {
  ResumeOutcome outcome;
  outcome.session = request.session;
  outcome.packages = record.packages;
  const milliseconds settle = settle_of(settings, record);
  ResumeRun run{host,
                settings,
                journal,
                std::move(record),
                {},
                {},
                {},
                {},
                nullptr,
                {},
                nullptr,
                std::move(outcome),
                FileLook(host, settings)};
  run.settle = settle;
  run.by_person = request.caller == Caller::person;
  return run;
}

// After a failure. The transaction is over, whatever this resume could do: the guard tries again,
// even if its package manager lives on. Returns whether the hook has not failed because of that.
bool hook_leaves_to_guard(ResumeRun& run, ErrorCode code) {
  // Another session holds the lock; a hook waits for it only once.
  if (code == ErrorCode::locked) return leave_without_lock(run);
  // Of a monit that has never answered, suspend has said so.
  return leave_to_guard(run) && (code == ErrorCode::not_resumed || run.record.unasked);
}

void complete_outcome(ResumeRun& run, const CheckNames& of_packages) {
  const auto seconds = std::max<std::int64_t>(run.host.wall_usec() / kSecond - run.record.since, 0);
  run.outcome.seconds = static_cast<double>(seconds);
  if (run.monit && run.parsed.ok() && run.outcome.finished && !run.status.version.empty()) {
    run.outcome.unread = unread_checks(run.control_file(), run.status);
  }
  if (run.parsed.ok()) run.outcome.outdated = outdated_daemons(run, of_packages);
}

Result<ResumeOutcome> carry_through(const Settings& settings, const ResumeRequest& request,
                                    const Journal& journal, Host& host) {
  const bool hook = request.caller == Caller::hook && is_session_id(request.session);
  if (hook && !journal.has(request.session)) {
    if (journal.is_over(request.session)) {
      ResumeOutcome outcome;
      outcome.session = request.session;
      outcome.was_over = true;
      return outcome;
    }
    if (!has_again(journal, request.session, host)) return vanished(journal, request.session);
  }
  auto record = journal.load(request.session);
  if (!record) return record.error();
  const CheckNames of_packages = checks_of_packages(*record);
  ResumeRun run = run_of(settings, request, journal, std::move(*record), host);
  note_what_nobody_was_told(run);
  const Done result = carry_on(run, request);
  if (!result && !(hook && hook_leaves_to_guard(run, result.error().code))) return result.error();
  complete_outcome(run, of_packages);
  log_all(run);
  return std::move(run.outcome);
}

}  // namespace

Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request, Host& host) {
  std::optional<Journal> own;
  if (!request.journal) {
    auto journal = host.open_journal(settings);
    if (!journal) return journal.error();
    own = std::move(*journal);
  }
  const Journal& journal = own ? *own : *request.journal;
  auto outcome = carry_through(settings, request, journal, host);
  remove_end_marks(journal, host);
  return outcome;
}

}  // namespace pkgmap
