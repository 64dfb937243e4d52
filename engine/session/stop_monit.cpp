#include "engine/session/stop_monit.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/session/logging.hpp"

namespace pkgmap {
namespace {

// What monit compares with is not known, as it cannot be asked: its files as they are now are.
std::vector<HeldBaseline> contents_now(const Planned& planned, Host& host) {
  std::vector<HeldBaseline> contents;
  for (const monitrc::Check& check : planned.checks()) {
    if (!rules::needs_rebaseline(check)) continue;
    HeldBaseline held{check.name, check.path, "sha256", {}};
    const auto content = host.examine(held, nullptr);
    held.none = content && content->state == ContentState::missing;
    if (content) held.digest = content->digest;
    contents.push_back(std::move(held));
  }
  return contents;
}

SessionRecord record_of(const Settings& settings, const Transaction& transaction,
                        const Planned& planned, const StoppedMonit& monit, Host& host) {
  SessionRecord record = new_record(settings, transaction, planned, {}, host);
  record.baselines = contents_now(planned, host);
  record.stopped = monit;
  return record;
}

const SessionRecord* who_stopped_it(const std::vector<SessionRecord>& sessions, Host& host) {
  for (const SessionRecord& session : sessions) {
    if (session.stopped && under_way(session, host)) return &session;
  }
  return nullptr;
}

Error not_running() {
  return Error{ErrorCode::monit, "monit does not run, so nothing is suspended"};
}

// Whether another session that is under way wants it to stay stopped.
bool wanted_stopped(const ResumeRun& run) {
  return std::any_of(run.others.begin(), run.others.end(), [&](const SessionRecord& other) {
    return other.stopped && under_way(other, run.host);
  });
}

void note_contents(ResumeRun& run) {
  const auto gate = ask_gate(run.host, run.record.baselines, run.database.get());
  if (!gate) return;
  run.outcome.drift = gate->drift;
  run.outcome.baselines = gate->changed;
  run.record.results.baselines = gate->changed;
  run.record.results.drift.clear();
  for (const Drift& file : gate->drift) {
    run.record.results.drift.push_back({file.check, file.path});
  }
}

void await_processes(ResumeRun& run) {
  const auto deadline = run.host.now() + run.settle;
  for (const monitrc::Check& check : run.control_file().checks) {
    const SuspendedCheck* mine = run.record.find(check.name);
    if (!mine || !mine->process_ran) continue;
    while (run.host.now() < deadline && !run.host.runs(check, run.record.pid)) {
      run.host.sleep(std::chrono::milliseconds(100));
    }
  }
}

}  // namespace

Result<SuspendOutcome> suspend_by_stopping(const Settings& settings, const Transaction& transaction,
                                           const Planned& planned, Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto locked = lock(host, *journal);
  if (!locked) return locked.error();
  auto all = journal->all();
  if (!all) return all.error();
  all->sessions = sessions_of(std::move(all->sessions), planned.parsed.control_file.path);
  const SessionRecord* stopper = who_stopped_it(all->sessions, host);
  const auto monit = stopper ? stopper->stopped : host.identify(planned.parsed.control_file);
  if (!monit) return not_running();
  SessionRecord record = record_of(settings, transaction, planned, *monit, host);
  if (auto saved = journal->save(record); !saved) return saved.error();
  if (auto guarded = host.start_guard(settings, record); !guarded) {
    if (auto removed = journal->remove(record.id); !removed) return removed.error();
    return guarded.error();
  }
  if (auto guarded = journal->load(record.id)) record = std::move(*guarded);
  settings.tell("stopping monit");
  SuspendOutcome outcome;
  outcome.session = record.id;
  outcome.checks = planned.checks().size();
  outcome.packages = record.packages;
  outcome.notes = planned.notes;
  outcome.stopped_monit = true;
  for (SuspendedCheck& check : record.checks) {
    outcome.suspended.push_back(check.name);
    check.off_usec = host.wall_usec();
  }
  if (const Done stopped = stopper ? done() : host.stop(*monit); !stopped) {
    outcome.trouble = stopped.error();
  }
  record.phase = Phase::suspended;
  if (auto saved = journal->save(record); !saved) outcome.trouble = saved.error();
  host.log(entry_of(record, outcome));
  return outcome;
}

Done resume_by_starting(ResumeRun& run) {
  await_processes(run);
  const auto locked = lock(run.host, run.journal);
  if (!locked) return locked.error();
  if (!run.journal.has(run.record.id)) return done();
  auto all = run.journal.all();
  if (!all) return all.error();
  std::erase_if(all->sessions,
                [&](const SessionRecord& other) { return other.id == run.record.id; });
  run.others = sessions_of(std::move(all->sessions), run.record.control_file);
  std::vector<std::string> names;
  for (const SuspendedCheck& check : run.record.checks) names.push_back(check.name);
  if (wanted_stopped(run)) {
    run.outcome.pending = names;
    return run.journal.remove(run.record.id);
  }
  note_contents(run);
  run.settings.tell("starting monit");
  if (auto started = run.host.start(*run.record.stopped, run.control_file()); !started) {
    return started;
  }
  run.outcome.started_monit = true;
  note_resumed(run, names);
  close_session(run, {});
  return done();
}

}  // namespace pkgmap
