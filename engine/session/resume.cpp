#include "engine/session/resume.hpp"

#include <algorithm>
#include <ctime>
#include <utility>

#include "engine/session/processes.hpp"
#include "engine/session/quiet.hpp"
#include "engine/session/resume_run.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// How long processes may take to come back, and a reload may wait for the moment that suits the
// kept checks.
struct Patience {
  milliseconds settle;
  milliseconds quiet;
};

constexpr milliseconds kShort{5'000};

Patience patience_of(Caller caller, const rules::Policy& policy) {
  const milliseconds settle = policy.settle;
  if (caller == Caller::person) return {settle, milliseconds{12'000}};
  return {std::min(settle, kShort), kShort};
}

std::vector<std::string> names_of(const std::vector<monitrc::Check>& checks) {
  std::vector<std::string> names;
  for (const monitrc::Check& check : checks) names.push_back(check.name);
  return names;
}

bool settle(const ResumeRun& run, milliseconds bound) {
  std::vector<const monitrc::Check*> waiting;
  for (const monitrc::Check& check : run.control_file().checks) {
    const SuspendedCheck* mine = run.record.find(check.name);
    if (mine && mine->process_ran) waiting.push_back(&check);
  }
  return await_processes(waiting, bound);
}

std::vector<monitrc::Check> checks_that_run(const status::Status& status,
                                            const SessionRecord& record) {
  std::vector<monitrc::Check> checks;
  for (const status::Service& service : status.services) {
    monitrc::Check check;
    check.name = service.name;
    if (const SuspendedCheck* mine = record.find(service.name)) check.depends_on = mine->above;
    checks.push_back(std::move(check));
  }
  return checks;
}

Done open_everything(ResumeRun& run) {
  auto parsed = load_control_file(run.settings);
  if (!parsed) return parsed.error();
  run.parsed = std::move(*parsed);
  auto monit = connect_monit(run.control_file());
  if (!monit) return monit.error();
  run.monit = std::move(*monit);
  run.daemon = daemon_of(run.control_file(), *run.monit);
  // One mistake in a file that the transaction brought must not keep everything suspended.
  if (run.parsed.ok()) {
    run.checks = run.control_file().checks;
  } else {
    const auto status = run.monit->status();
    if (!status) return status.error();
    run.checks = checks_that_run(*status, run.record);
  }
  if (auto database = open_package_database({run.settings.root, run.settings.dbpath})) {
    run.database = std::move(*database);
  }
  return done();
}

void forget(SessionRecord& record, const std::vector<std::string>& names) {
  std::erase_if(record.checks, [&](const SuspendedCheck& check) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return monitrc::same_name(name, check.name);
    });
  });
}

Done note_resumed(ResumeRun& run, const std::vector<std::string>& names) {
  forget(run.record, names);
  run.outcome.resumed.insert(run.outcome.resumed.end(), names.begin(), names.end());
  return names.empty() ? done() : run.journal.save(run.record);
}

// What another session holds, or stands above it, is that session's to resume.
Done leave_to_others(ResumeRun& run, const rules::CheckSet& left,
                     const std::vector<std::string>& names) {
  std::vector<std::string> given;
  for (const std::size_t check : left) given.push_back(names[check]);
  if (given.empty() || run.others.empty()) return done();
  SessionRecord& heir = run.others.back();
  for (const std::string& name : given) {
    if (!heir.find(name)) heir.checks.push_back(*run.record.find(name));
  }
  if (auto saved = run.journal.save(heir); !saved) return saved;
  run.outcome.pending.insert(run.outcome.pending.end(), given.begin(), given.end());
  forget(run.record, given);
  return run.journal.save(run.record);
}

// Those that somebody has monitored meanwhile, and those that monit no longer has, are nobody's
// task any more.
Done drop_what_is_settled(ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const std::vector<std::string>& names) {
  std::vector<std::string> monitored;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].ours && facts[i].monitored) monitored.push_back(names[i]);
  }
  std::vector<std::string> gone;
  for (const SuspendedCheck& mine : run.record.checks) {
    const bool defined = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return monitrc::same_name(name, mine.name);
    });
    if (!defined) gone.push_back(mine.name);
  }
  for (const std::string& name : gone) {
    run.outcome.kept.push_back({name, "no control file defines it any more"});
  }
  forget(run.record, gone);
  return note_resumed(run, monitored);
}

// Ends the session, or leaves it as the ledger of what stays suspended.
Done close_session(ResumeRun& run, const std::vector<NotResumed>& kept) {
  for (const NotResumed& check : kept) run.outcome.kept.push_back(check);
  if (run.record.checks.empty()) return run.journal.remove(run.record.id);
  for (SuspendedCheck& mine : run.record.checks) {
    for (const NotResumed& check : kept) {
      if (monitrc::same_name(check.name, mine.name)) mine.kept_reason = check.reason;
    }
  }
  run.record.phase = Phase::kept;
  return run.journal.save(run.record);
}

// The state again under the lock: somebody else may have come first. False: nothing is left to do.
Result<bool> still_ours(ResumeRun& run) {
  if (!run.journal.has(run.record.id)) return false;
  auto record = run.journal.load(run.record.id);
  if (!record) return record.error();
  run.record = std::move(*record);
  const auto all = run.journal.all();
  if (!all) return all.error();
  run.others.clear();
  for (const SessionRecord& other : all->sessions) {
    if (other.id != run.record.id && other.phase != Phase::kept) run.others.push_back(other);
  }
  return true;
}

Done leave_to_guard(ResumeRun& run) {
  const auto lock = run.journal.lock();
  if (!lock) return lock.error();
  const auto ours = still_ours(run);
  if (!ours) return ours.error();
  if (!*ours) return done();
  run.outcome.finished = false;
  for (const SuspendedCheck& check : run.record.checks) run.outcome.pending.push_back(check.name);
  run.record.phase = Phase::ended;
  return run.journal.save(run.record);
}

std::vector<NotResumed> named(const std::vector<rules::KeptCheck>& kept,
                              const std::vector<std::string>& names) {
  std::vector<NotResumed> result;
  for (const rules::KeptCheck& check : kept) result.push_back({names[check.check], check.reason});
  return result;
}

struct FirstWave {
  rules::Resumption plan;
  bool over = false;  ///< Nothing more to be done.
};

Result<FirstWave> first_wave(ResumeRun& run) {
  const auto lock = run.journal.lock();
  if (!lock) return lock.error();
  const auto ours = still_ours(run);
  if (!ours) return ours.error();
  if (!*ours) return FirstWave{{}, true};
  const auto names = names_of(run.checks);
  const rules::Dependencies graph(run.checks);
  const auto facts = resume_facts(run);
  if (!facts) return facts.error();
  if (auto dropped = drop_what_is_settled(run, *facts, names); !dropped) return dropped.error();
  FirstWave wave{rules::plan_resumption(*facts, graph, names), false};
  const auto now_usec = std::chrono::duration_cast<std::chrono::microseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
  const auto back = monitor_set(run, wave.plan.first);
  if (!back) return back.error();
  if (auto noted = note_resumed(run, *back); !noted) return noted.error();
  if (auto left = leave_to_others(run, wave.plan.left, names); !left) return left.error();
  if (wave.plan.after_reload.empty()) {
    if (auto closed = close_session(run, named(wave.plan.kept, names)); !closed) {
      return closed.error();
    }
    wave.over = true;
    return wave;
  }
  await_first_check(run, *back, now_usec);
  return wave;
}

Done second_wave(ResumeRun& run) {
  const auto lock = run.journal.lock();
  if (!lock) return lock.error();
  const auto ours = still_ours(run);
  if (!ours) return ours.error();
  if (!*ours) return done();
  const auto names = names_of(run.checks);
  const rules::Dependencies graph(run.checks);
  const auto refused = take_new_baselines(run);
  if (!refused) return refused.error();
  auto facts = resume_facts(run);
  if (!facts) return facts.error();
  for (rules::ResumeFacts& check : *facts) {
    if (check.needs_baseline && *refused) check.blocked = **refused;
    check.needs_baseline = false;
  }
  const auto plan = rules::plan_resumption(*facts, graph, names);
  const auto back = monitor_set(run, plan.first);
  if (!back) return back.error();
  if (auto noted = note_resumed(run, *back); !noted) return noted;
  if (auto left = leave_to_others(run, plan.left, names); !left) return left;
  return close_session(run, named(plan.kept, names));
}

// Whether the moment for a reload came. A hook that cannot wait for it leaves the rest to the
// guard.
bool quiet_in_time(ResumeRun& run, milliseconds bound) {
  return !run.daemon || await_quiet(*run.monit, *run.daemon, std::max(bound, milliseconds{0}));
}

Done go_through(ResumeRun& run, const ResumeRequest& request) {
  const auto began = Clock::now();
  const bool hook = request.caller == Caller::hook;
  const rules::Policy& policy = run.settings.policy;
  Patience patience = patience_of(request.caller, policy);
  const bool settled = settle(run, patience.settle);
  if (!settled && hook && policy.settle > patience.settle) return leave_to_guard(run);
  const auto wave = first_wave(run);
  if (!wave) return wave.error();
  if (wave->over) return done();
  // A hook has one patience for both.
  if (hook) patience.quiet -= std::chrono::duration_cast<milliseconds>(Clock::now() - began);
  GateAnswer gate;
  const auto refused = reload_refused(run, gate);
  if (!refused) return refused.error();
  // Without a reload there is no moment to wait for, and the person at the screen is told at once.
  const bool reload = !*refused;
  if (reload && !quiet_in_time(run, patience.quiet) && hook) return leave_to_guard(run);
  return second_wave(run);
}

}  // namespace

Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request) {
  auto journal = Journal::open(settings.state_directory);
  if (!journal) return journal.error();
  auto record = journal->load(request.session);
  if (!record) return record.error();
  ResumeRun run{settings, *journal, std::move(*record), {}, {}, {}, nullptr, {}, nullptr, {}};
  run.outcome.session = request.session;
  run.outcome.packages = run.record.packages;
  auto result = open_everything(run);
  if (result) result = go_through(run, request);
  if (!result) {
    // The transaction is over all the same: the guard goes on trying, even while its manager lives
    // on.
    if (request.caller == Caller::hook) static_cast<void>(leave_to_guard(run));
    return result.error();
  }
  run.outcome.seconds = static_cast<double>(std::time(nullptr) - run.record.since);
  return std::move(run.outcome);
}

}  // namespace pkgmap
