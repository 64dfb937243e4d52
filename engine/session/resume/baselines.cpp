#include "engine/integrity/baselines.hpp"

#include <algorithm>

#include "engine/session/acts/substitutes.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

// Three times something may replace a file between our look and monit's; then it stays suspended.
constexpr int kReloadTries = 3;

// Whether a session that knows this baseline would be told nothing by finding another one.
bool is_up_to_date(const HeldBaseline& known, const std::vector<HeldBaseline>& before) {
  const HeldBaseline* held = find_baseline(before, known.check);
  return known.digest.empty() || (held && held->digest == known.digest);
}

void update(SessionRecord& record, const std::vector<HeldBaseline>& before,
            const std::vector<HeldBaseline>& verified) {
  for (HeldBaseline& known : record.baselines) {
    const HeldBaseline* now = find_baseline(verified, known.check);
    if (now && is_up_to_date(known, before)) known = *now;
  }
}

// Every session has to know the baselines that monit took just now. What differs from what monit
// held before is for that session to judge.
void tell_all_sessions(ResumeRun& run, const std::vector<HeldBaseline>& verified) {
  const std::vector<HeldBaseline> before = run.baselines;
  for (HeldBaseline& held : run.baselines) {
    if (const HeldBaseline* now = find_baseline(verified, held.check)) held = *now;
  }
  for (HeldBaseline& known : run.record.baselines) {
    const HeldBaseline* now = find_baseline(verified, known.check);
    if (now && !is_accepted(run, known.check)) known = *now;
  }
  remember(run, run.journal.save(run.record));
  for (SessionRecord& other : run.others) {
    update(other, before, verified);
    remember(run, run.journal.save(other));
  }
}

// What stands against a reload; it holds for every check that needs one.
std::optional<std::string> because(std::string reason) {
  return reason;
}

bool knows(const std::vector<Drift>& drift, const std::string& check) {
  return std::any_of(drift.begin(), drift.end(),
                     [&](const Drift& known) { return monitrc::same_name(known.check, check); });
}

void note_drift(ResumeRun& run, const Drift& drift) {
  auto& known = run.record.results.drift;
  const bool noted = std::any_of(known.begin(), known.end(), [&](const DriftedFile& file) {
    return file.check == drift.check && file.path == drift.path;
  });
  if (!noted) known.push_back({drift.check, drift.path});
}

void add_drift(ResumeRun& run, const std::vector<Drift>& found) {
  for (const Drift& drift : found) {
    // The record may have been read anew since it was noted there.
    note_drift(run, drift);
    if (!knows(run.outcome.drift, drift.check)) run.outcome.drift.push_back(drift);
  }
}

void note_baselines(ResumeRun& run, const std::vector<NewBaseline>& changed) {
  auto& known = run.record.results.baselines;
  known.insert(known.end(), changed.begin(), changed.end());
  run.record.results.reloaded = true;
}

const SuspendedCheck* suspended_by_anyone(const ResumeRun& run, const std::string& check) {
  if (const SuspendedCheck* mine = run.record.find(check)) return mine;
  for (const SessionRecord& other : run.others) {
    if (const SuspendedCheck* theirs = other.find(check)) return theirs;
  }
  return nullptr;
}

// A removed package took its file along, and its check stays suspended: a reload blesses nothing.
bool went_with_its_package(ResumeRun& run, const HeldBaseline& held) {
  const SuspendedCheck* suspended = suspended_by_anyone(run, held.check);
  const status::Service* service = run.status.find(held.check);
  if (!suspended || (service && service->monitored())) return false;
  const auto content = run.host.examine(held, nullptr);
  if (!content || content->state != ContentState::missing) return false;
  const auto& checks = run.control_file().checks;
  return std::any_of(checks.begin(), checks.end(), [&](const monitrc::Check& check) {
    return monitrc::same_name(check.name, held.check) && is_orphaned(run, *suspended, check);
  });
}

// A package shipped what monit took meanwhile, or it is what an alarm waited for.
bool is_vouched_for(ResumeRun& run, const HeldBaseline& taken) {
  const auto content = run.host.examine(taken, run.database.get());
  if (!content || content->state != ContentState::as_held) return false;
  const rules::SubstituteCheck* substitute =
      substitute_for(run.substitutes, taken.check, taken.path);
  return content->packaged || (substitute && is_good_again(run.host, *substitute, nullptr));
}

// The file is there, and neither what monit compared it with before nor as packaged.
bool is_foreign(ResumeRun& run, const HeldBaseline& before) {
  const auto content = run.host.examine(before, run.database.get());
  return content && content->state == ContentState::changed && !content->packaged;
}

// What monit holds after the reload, good or bad: to find it there is no news to any session.
void add_substitutes(ResumeRun& run, const SubstitutePlan& plan,
                     std::vector<HeldBaseline>& verified) {
  for (const rules::SubstituteCheck& one : plan.after) {
    const auto page = run.monit->baseline(one.check);
    if (!page || !*page || find_baseline(verified, one.check)) continue;
    verified.push_back(baseline_on(**page, one.check, one.path));
  }
}

// Whether something replaced a file between our look and monit's.
bool note_what_raced(ResumeRun& run, const GateAnswer& gate) {
  const auto names = unexpected_baselines(run.host, *run.monit, gate.verified);
  for (const std::string& name : names) {
    const HeldBaseline* good = find_baseline(gate.verified, name);
    add_drift(run, {{name, good->path, ContentState::changed}});
    if (!find_baseline(run.raced, name)) run.raced.push_back(*good);
  }
  return !names.empty();
}

// monit compares with what nobody answers for, whatever the file holds at this moment: it has to
// read it again, and the gate goes by what monit held when the session began. A session of leftover
// checks is too old for that: somebody may have accepted another content since.
void compare_with(ResumeRun& run, const HeldBaseline& known) {
  run.foreign.push_back(known);
  for (HeldBaseline& now : run.baselines) {
    if (monitrc::same_name(now.check, known.check)) now = known;
  }
}

}  // namespace

const HeldBaseline* find_baseline(const std::vector<HeldBaseline>& baselines,
                                  const std::string& check) {
  for (const HeldBaseline& held : baselines) {
    if (monitrc::same_name(held.check, check)) return &held;
  }
  return nullptr;
}

bool is_accepted(const ResumeRun& run, const std::string& check) {
  return std::any_of(run.accepted.begin(), run.accepted.end(),
                     [&](const std::string& name) { return monitrc::same_name(name, check); });
}

void look_at_baselines(ResumeRun& run) {
  const std::vector<HeldBaseline>& before = run.record.baselines;
  run.accepted.clear();
  run.foreign.clear();
  look_at_substitutes(run);
  if (!run.parsed.ok()) {
    run.baselines = before;
    return;
  }
  const auto& checks = run.control_file().checks;
  run.baselines = baselines_now(checks, *run.monit, run.status, before);
  for (const HeldBaseline& held : taken_meanwhile(checks, before, run.baselines)) {
    if (is_vouched_for(run, held)) continue;
    add_drift(run, {{held.check, held.path, ContentState::changed}});
    const HeldBaseline& known = *find_baseline(before, held.check);
    const bool foreign = is_foreign(run, known);
    if (foreign && !can_substitute(run)) {
      run.accepted.push_back(held.check);
    } else if (foreign || run.record.state != SessionState::kept) {
      compare_with(run, known);
    }
  }
}

Result<std::optional<std::string>> reload_refused(ResumeRun& run, GateAnswer& gate,
                                                  SubstitutePlan& plan) {
  if (!run.parsed.ok()) return because(run.control_file().path + " cannot be understood");
  if (!run.daemon) return because("the monit daemon cannot be found to be reloaded");
  std::vector<HeldBaseline> baselines = run.baselines;
  std::erase_if(baselines,
                [&](const HeldBaseline& held) { return went_with_its_package(run, held); });
  auto answer = ask_gate(run.host, baselines, run.database.get(), run.substitutes);
  if (!answer) return answer.error();
  gate = std::move(*answer);
  auto refused = settle_drift(run, gate, plan);
  add_drift(run, gate.drift);
  return refused;
}

Result<std::optional<std::string>> take_new_baselines(ResumeRun& run) {
  for (int tries = 0; tries < kReloadTries; ++tries) {
    // monit ends itself on a reload that does not parse; its own check reads every file, so it
    // comes before our look.
    if (run.daemon && run.parsed.ok()) {
      const auto parses = run.host.check_syntax(*run.daemon, run.control_file().path);
      if (!parses) return because(parses.error().message);
    }
    GateAnswer gate;
    SubstitutePlan plan;
    plan.last_try = tries == kReloadTries - 1;
    auto refused = reload_refused(run, gate, plan);
    if (!refused || *refused) return refused;
    refused = write_substitutes(run, plan);
    if (!refused || *refused) return refused;
    if (auto reloaded = reload_and_wait(run.host, *run.monit, *run.daemon); !reloaded) {
      return reloaded.error();
    }
    run.outcome.reloaded = true;
    if (note_what_raced(run, gate)) continue;
    run.outcome.baselines = gate.changed;
    note_baselines(run, gate.changed);
    add_substitutes(run, plan, gate.verified);
    tell_all_sessions(run, gate.verified);
    note_substitutes(run, plan);
    return std::optional<std::string>{};
  }
  return because("something keeps replacing a file that monit compares");
}

}  // namespace pkgmap
