#include <sys/stat.h>

#include <algorithm>
#include <thread>

#include "engine/facts/gather.hpp"
#include "engine/session/processes.hpp"
#include "engine/session/resume_run.hpp"
#include "engine/system/paths.hpp"
#include "rules/evaluate.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// Three times something may replace a file between our look and monit's; then it stays suspended.
constexpr int kReloadTries = 3;
// A check in progress elsewhere in the cycle is finished first.
constexpr milliseconds kMonitorBound{20'000};
constexpr milliseconds kFirstCheckBound{10'000};

const HeldBaseline* baseline_of(const SessionRecord& record, const std::string& check) {
  for (const HeldBaseline& held : record.baselines) {
    if (monitrc::same_name(held.check, check)) return &held;
  }
  return nullptr;
}

// Nobody is left to whom the check belongs: neither its packages nor other owners of what it names.
Result<bool> package_is_gone(ResumeRun& run, const SuspendedCheck& mine,
                             const monitrc::Check& check) {
  if (!run.database || mine.packages.empty()) return false;
  for (const std::string& name : mine.packages) {
    const auto records = run.database->by_name(name);
    if (!records) return records.error();
    if (!records->empty()) return false;
  }
  for (const rules::CheckFacts& facts : gather_checks({check}, run.settings.root)) {
    for (const std::string& path : paths_of(facts)) {
      const auto owners = run.database->owners(path);
      if (!owners) return owners.error();
      if (!owners->empty()) return false;
    }
  }
  return true;
}

Result<rules::ResumeFacts> facts_of_ours(ResumeRun& run, const SuspendedCheck& mine,
                                         const monitrc::Check& check) {
  rules::ResumeFacts facts;
  facts.ours = true;
  const auto gone = package_is_gone(run, mine, check);
  if (!gone) return gone.error();
  if (*gone && !process_runs(check)) {
    facts.blocked = "its package " + mine.packages.front() + " is gone";
    return facts;
  }
  const HeldBaseline* held = baseline_of(run.record, check.name);
  if (!held) return facts;
  const auto content = examine(*held, nullptr);
  if (!content) return content.error();
  // A file that is gone is for monit to report, as before.
  facts.needs_baseline =
      content->state != ContentState::as_held && content->state != ContentState::missing;
  return facts;
}

bool held_by_another(const ResumeRun& run, const std::string& check) {
  return std::any_of(run.others.begin(), run.others.end(), [&](const SessionRecord& other) {
    return other.phase != Phase::kept && other.find(check) != nullptr;
  });
}

// Every open session has to know the baselines that monit took just now.
Done tell_other_sessions(ResumeRun& run, const std::vector<HeldBaseline>& verified) {
  for (SessionRecord& other : run.others) {
    for (HeldBaseline& held : other.baselines) {
      for (const HeldBaseline& now : verified) {
        if (held.check == now.check) held = now;
      }
    }
    if (auto saved = run.journal.save(other); !saved) return saved;
  }
  return done();
}

std::string reason_of(const Drift& drift, const SessionRecord& record) {
  if (record.find(drift.check)) return drift.path + " is not what its package shipped";
  return "monit would accept " + drift.path + ", which changed outside any package";
}

// What stands against a reload; it holds for every check that needs one.
std::optional<std::string> because(std::string reason) {
  return reason;
}

}  // namespace

Result<std::vector<rules::ResumeFacts>> resume_facts(ResumeRun& run) {
  const auto status = run.monit->status();
  if (!status) return status.error();
  std::vector<rules::ResumeFacts> all;
  for (const monitrc::Check& check : run.checks) {
    rules::ResumeFacts facts;
    if (const SuspendedCheck* mine = run.record.find(check.name)) {
      auto judged = facts_of_ours(run, *mine, check);
      if (!judged) return judged.error();
      facts = std::move(*judged);
    }
    const status::Service* service = status->find(check.name);
    facts.monitored = service && service->monitored();
    facts.held_by_another = held_by_another(run, check.name);
    if (facts.ours && !service) facts.blocked = "monit no longer has it";
    all.push_back(std::move(facts));
  }
  return all;
}

Result<std::vector<std::string>> monitor_set(ResumeRun& run, const rules::CheckSet& set) {
  if (set.empty()) return std::vector<std::string>{};
  const auto& checks = run.checks;
  const rules::Dependencies graph(checks);
  Order order{MonitClient::Verb::monitor, {}, {}, kMonitorBound};
  for (const std::size_t check : graph.leaves(set)) order.name.push_back(checks[check].name);
  for (const std::size_t check : set) order.expect.push_back(checks[check].name);
  auto acted = act_until_true(*run.monit, run.daemon ? &*run.daemon : nullptr, order);
  if (!acted) return acted.error();
  if (!acted->late.empty()) {
    return Error{ErrorCode::not_resumed,
                 "monit did not monitor '" + acted->late.front() + "' in time",
                 "'monit-pkgmap resume' tries again"};
  }
  return acted->done;
}

void await_first_check(ResumeRun& run, const std::vector<std::string>& names,
                       std::int64_t since_usec) {
  const auto deadline = std::chrono::steady_clock::now() + kFirstCheckBound;
  while (std::chrono::steady_clock::now() < deadline) {
    const auto status = run.monit->status();
    if (!status) return;
    const bool all = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const status::Service* service = status->find(name);
      // Initialising or waiting: it will not be looked at for now, so nothing can be awaited.
      constexpr int kYes = 1;
      return !service || service->collected_usec > since_usec || service->monitor > kYes + 1;
    });
    if (all) return;
    std::this_thread::sleep_for(milliseconds(50));
  }
}

Result<std::optional<std::string>> reload_refused(ResumeRun& run, GateAnswer& gate) {
  if (!run.parsed.ok()) return because(run.control_file().path + " cannot be understood");
  if (!run.daemon) return because("the monit daemon cannot be found to be reloaded");
  auto answer = ask_gate(run.record.baselines, run.database.get());
  if (!answer) return answer.error();
  gate = std::move(*answer);
  run.outcome.drift = gate.drift;
  if (!gate.drift.empty()) return because(reason_of(gate.drift.front(), run.record));
  return std::optional<std::string>{};
}

Result<std::optional<std::string>> take_new_baselines(ResumeRun& run) {
  for (int tries = 0; tries < kReloadTries; ++tries) {
    // monit ends itself on a reload that does not parse; its own check reads every file, so it
    // comes before our look.
    if (run.daemon) {
      const auto parses = check_syntax(run.daemon->executable, run.control_file().path);
      if (!parses) return because(parses.error().message);
    }
    GateAnswer gate;
    auto refused = reload_refused(run, gate);
    if (!refused || *refused) return refused;
    if (auto reloaded = reload_and_wait(*run.monit, *run.daemon); !reloaded) {
      return reloaded.error();
    }
    run.outcome.reloaded = true;
    if (!unexpected_baselines(*run.monit, gate.verified).empty()) continue;
    run.outcome.baselines = gate.changed;
    if (auto told = tell_other_sessions(run, gate.verified); !told) return told.error();
    return std::optional<std::string>{};
  }
  return because("something keeps replacing a file that monit compares");
}

}  // namespace pkgmap
