#include "engine/session/resume.hpp"

#include <unistd.h>

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

bool settle(const ResumeRun& run, milliseconds bound) {
  std::vector<const monitrc::Check*> waiting;
  for (const monitrc::Check& check : run.control_file().checks) {
    const SuspendedCheck* mine = run.record.find(check.name);
    if (mine && mine->process_ran) waiting.push_back(&check);
  }
  return await_processes(waiting, bound, run.record.pid);
}

// The control file of the session, while it is there, whichever the caller works with: its checks
// are that monit's. The daemon that would name it may be away.
Settings of_session(const Settings& settings, const SessionRecord& record) {
  Settings own = settings;
  const std::string& path = record.control_file;
  if (!path.empty() && ::access(path.c_str(), R_OK) == 0) own.monitrc = path;
  return own;
}

Done open_everything(ResumeRun& run) {
  auto parsed = load_control_file(of_session(run.settings, run.record));
  if (!parsed) return parsed.error();
  run.parsed = std::move(*parsed);
  auto monit = connect_monit(run.control_file());
  if (!monit) return monit.error();
  run.monit = std::move(*monit);
  run.daemon = daemon_of(run.control_file(), *run.monit);
  if (auto database = open_package_database({run.settings.root, run.settings.dbpath})) {
    run.database = std::move(*database);
  }
  return done();
}

std::vector<NotResumed> named(const std::vector<rules::KeptCheck>& kept,
                              const std::vector<std::string>& names) {
  std::vector<NotResumed> result;
  result.reserve(kept.size());
  for (const rules::KeptCheck& check : kept) result.push_back({names[check.check], check.reason});
  return result;
}

std::int64_t now_usec() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

struct FirstWave {
  bool over = true;  ///< Nothing waits for a new baseline.
  rules::CheckSet back;
  std::int64_t asked_usec = 0;
};

rules::Resumption plan_of(const ResumeRun& run, const std::vector<rules::ResumeFacts>& facts,
                          const std::vector<std::string>& names) {
  return rules::plan_resumption(facts, rules::Dependencies(run.checks), names);
}

Result<FirstWave> first_wave(ResumeRun& run) {
  const auto lock = run.journal.lock();
  if (!lock) return lock.error();
  const auto left = begin_wave(run);
  if (!left) return left.error();
  FirstWave wave;
  if (!*left) return wave;
  const auto names = names_of(run.checks);
  const auto facts = resume_facts(run);
  drop_what_is_settled(run, facts, names);
  const auto plan = plan_of(run, facts, names);
  wave.asked_usec = now_usec();
  if (auto back = monitor_set(run, plan.first); !back) return back.error();
  wave.back = plan.first;
  leave_to_others(run, plan.left, names);
  wave.over = plan.after_reload.empty();
  if (wave.over) close_session(run, named(plan.kept, names));
  return wave;
}

// The plan once monit holds the right baselines, or is not going to: somebody else may have seen to
// it meanwhile.
Result<rules::Resumption> plan_with_baselines(ResumeRun& run,
                                              const std::vector<std::string>& names) {
  auto facts = resume_facts(run);
  drop_what_is_settled(run, facts, names);
  const auto before = plan_of(run, facts, names);
  if (before.after_reload.empty()) return before;
  const auto refused = take_new_baselines(run);
  if (!refused) return refused.error();
  for (rules::ResumeFacts& check : facts) {
    if (check.needs_baseline && *refused) check.blocked = **refused;
    check.needs_baseline = false;
  }
  return plan_of(run, facts, names);
}

Done second_wave(ResumeRun& run) {
  const auto lock = run.journal.lock();
  if (!lock) return lock.error();
  const auto left = begin_wave(run);
  if (!left) return left.error();
  if (!*left) return done();
  const auto names = names_of(run.checks);
  const auto plan = plan_with_baselines(run, names);
  if (!plan) return plan.error();
  if (auto back = monitor_set(run, plan->first); !back) return back;
  leave_to_others(run, plan->left, names);
  close_session(run, named(plan->kept, names));
  return done();
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
  await_first_check(run, wave->back, wave->asked_usec);
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
  ResumeOutcome outcome;
  outcome.session = request.session;
  if (request.caller == Caller::hook && is_session_id(request.session) &&
      !journal->has(request.session)) {
    return outcome;
  }
  auto record = journal->load(request.session);
  if (!record) return record.error();
  outcome.packages = record->packages;
  ResumeRun run{settings, *journal, std::move(*record), {}, {}, {}, {}, {}, nullptr,
                {},       nullptr,  std::move(outcome)};
  auto result = open_everything(run);
  if (result) result = go_through(run, request);
  if (!result) {
    // The transaction is over all the same: the guard goes on trying, even while its manager lives
    // on.
    const bool hook = request.caller == Caller::hook;
    const bool locked = result.error().code == ErrorCode::locked;
    // Another session acts; a hook does not wait for the lock twice.
    const bool left = hook && locked && leave_without_lock(run);
    if (hook && !locked) static_cast<void>(leave_to_guard(run));
    if (!left) return result.error();
  }
  const auto seconds = std::max<std::int64_t>(std::time(nullptr) - run.record.since, 0);
  run.outcome.seconds = static_cast<double>(seconds);
  return std::move(run.outcome);
}

}  // namespace pkgmap
