#include <algorithm>

#include "engine/journal/watchers.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/first_answer.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/removed.hpp"
#include "engine/session/acts/what_monit_read.hpp"
#include "engine/session/resume/run.hpp"
#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstCheckBound{10'000};

rules::ResumeFacts facts_of_ours(ResumeRun& run, const SuspendedCheck& mine,
                                 const monitrc::Check& check) {
  rules::ResumeFacts facts;
  facts.ours = true;
  const bool tried = names_check(run.off_again, mine.name);
  if (mine.went_off_again && (tried || !run.by_person)) {
    facts.blocked = mine.kept_reason;
    return facts;
  }
  const bool keep_orphans = run.settings.policy.removed == rules::OnRemoved::keep_suspended;
  if (keep_orphans && is_orphaned(run, mine, check)) {
    facts.blocked = "its package " + mine.packages.front() + " is gone";
    return facts;
  }
  const JudgedFile* file = run.files.find(check.name);
  if (!file) return facts;
  // A reload does not help: monit has taken the content as its baseline already.
  if (file->verdict.blocks() && !file->verdict.vetoes && rules::is_known(file->verdict.content)) {
    facts.blocked = check.path + " changed, and monit was made to accept it";
    return facts;
  }
  facts.needs_baseline = needs_baseline(*file);
  return facts;
}

bool held_by_another(const ResumeRun& run, const std::string& check) {
  return std::any_of(run.others.begin(), run.others.end(), [&](const SessionRecord& other) {
    return other.find(check) != nullptr && under_way(other, run.host);
  });
}

// monit's `monitor` switches prerequisites on, too, so a check is taken with any of them.
Waiting waiting_with(ResumeRun& run, Turn& turn, const Order& order) {
  return {&turn, [&run] { return read_after_wait(run); },
          [&run, &order](const std::string& name) {
            if (held_by_another(run, name)) return true;
            const auto found = order.prerequisites.find(name);
            return found != order.prerequisites.end() &&
                   std::any_of(found->second.begin(), found->second.end(),
                               [&](const std::string& one) { return held_by_another(run, one); });
          }};
}

// Whether monit has a pending unmonitor for the check and so will switch it off.
bool goes_off(const ResumeRun& run, const std::string& check) {
  constexpr int kPendingUnmonitor = 5;
  const status::Service* service = run.status.find(check);
  return service && service->monitored() && service->pending_action == kPendingUnmonitor;
}

// With such a check monit's cascade switches off every dependent: none of them counts as monitored.
void follow_the_cascade(const ResumeRun& run, std::vector<rules::ResumeFacts>& all) {
  const rules::Dependencies graph(run.checks);
  for (std::size_t check = 0; check < all.size(); ++check) {
    if (!all[check].monitored) continue;
    const rules::CheckSet with_prerequisites = graph.up_closure({check});
    all[check].monitored = std::none_of(
        with_prerequisites.begin(), with_prerequisites.end(),
        [&](std::size_t prerequisite) { return goes_off(run, run.checks[prerequisite].name); });
  }
}

std::vector<monitrc::Check> checks_that_run(const status::Status& status,
                                            const SessionRecord& record) {
  std::vector<monitrc::Check> checks;
  for (const status::Service& service : status.services) {
    monitrc::Check check;
    check.name = service.name;
    if (const SuspendedCheck* mine = record.find(service.name))
      check.depends_on = mine->prerequisites;
    checks.push_back(std::move(check));
  }
  return checks;
}

// Until monit reads what is on disk, the dependencies that it has read count, too: those that its
// pages show; if it shows none, those that the session knew before the transaction.
void add_dependencies_that_monit_knows(ResumeRun& run) {
  if (has_read(run.control_file(), run.status.incarnation, run.host)) return;
  CheckNames ours;
  for (const SuspendedCheck& check : run.record.checks) {
    if (run.status.find(check.name)) ours.push_back(check.name);
  }
  if (run.monit && add_shown_dependencies(*run.monit, ours, run.checks)) return;
  for (monitrc::Check& check : run.checks) {
    const SuspendedCheck* mine = run.record.find(check.name);
    if (!mine) continue;
    for (const std::string& name : mine->prerequisites) check.depends_on.push_back(name);
  }
}

// For a session whose hook died while it suspended: names the checks that may have gone off with
// the others. While monit is about to switch one of these off, more may go.
void look_at_what_nobody_saw_go(ResumeRun& run) {
  if (run.record.unrelated.empty()) return;
  const auto& checks = run.record.checks;
  const bool more_may_go =
      std::any_of(checks.begin(), checks.end(),
                  [&run](const SuspendedCheck& check) { return goes_off(run, check.name); });
  for (std::string& name : add_unseen_cascade(run.record, run.status, run.others, run.record)) {
    run.off_again.push_back(std::move(name));
  }
  if (!more_may_go) run.record.unrelated.clear();
  remember(run, run.journal.save(run.record));
}

Done look_again_at_what_nobody_saw_go(ResumeRun& run, Turn& turn) {
  if (run.record.unrelated.empty()) return done();
  if (auto asked = ask_status(run, turn); !asked || run.over) return asked;
  look_at_what_nobody_saw_go(run);
  return done();
}

// For a session that began while monit did not answer: monit may still compare the files with what
// they held before the transaction, so the checks go off until monit has the new baselines.
Done ask_for_the_first_time(ResumeRun& run, Turn& turn) {
  const auto is_ours = [&run](const SessionRecord& now) {
    return now.resumer_pid == run.host.own_pid() || !resumer_alive(now, run.host);
  };
  auto asked = suspend_at_first_answer(run.host, turn, run.journal, *run.monit, run.control_file(),
                                       run.status, is_ours, run.record);
  if (!asked) return asked.error();
  if (!read_after_wait(run)) return done();
  for (const SuspendedCheck& mine : run.record.checks) {
    if (mine.went_off_again) run.off_again.push_back(mine.name);
  }
  return ask_status(run, turn);
}

// Whether the check has a test whose reference value monit forgets when it reads its control file
// before it has looked at the check.
bool fires_after_a_reload(const monitrc::Check& check) {
  using monitrc::TestKind;
  return std::any_of(check.tests.begin(), check.tests.end(), [](const monitrc::Test& test) {
    return test.trigger == monitrc::Trigger::changed &&
           (test.kind == TestKind::timestamp || test.kind == TestKind::size ||
            test.kind == TestKind::permission);
  });
}

}  // namespace

bool is_orphaned(ResumeRun& run, const SuspendedCheck& mine, const monitrc::Check& check) {
  if (!run.database || mine.packages.empty()) return false;
  for (const std::string& name : mine.packages) {
    if (is_installed(*run.database, name)) return false;
  }
  if (run.host.has_successor(check, mine.strength, run.settings, *run.database)) return false;
  return !run.host.runs(check, run.record.pid);
}

// An error in a control file of the transaction must not keep every check suspended.
void look_at_checks(ResumeRun& run) {
  if (!run.parsed.ok()) {
    run.checks = checks_that_run(run.status, run.record);
  } else {
    run.checks = run.control_file().checks;
  }
  add_dependencies_that_monit_knows(run);
}

Done ask_status(ResumeRun& run, Turn& turn) {
  auto status = status_in_turn(run.host, turn, *run.monit, [&run] { return read_after_wait(run); });
  if (!status) return status.error();
  if (*status) run.status = std::move(**status);
  return done();
}

Result<bool> begin_phase(ResumeRun& run, Turn& turn) {
  const auto going_on = read_again(run);
  if (!going_on || !*going_on) return going_on;
  if (!is_ours_to_resume(run)) return false;
  if (never_began(run.record)) {
    remember(run, run.journal.remove(run.record.id));
    return false;
  }
  if (auto read = read_others(run); !read) return read.error();
  if (auto asked = ask_status(run, turn); !asked) return asked.error();
  if (run.over) return false;
  if (run.record.unasked) {
    if (auto asked = ask_for_the_first_time(run, turn); !asked) return asked.error();
    if (run.over) return false;
  }
  leave_what_was_said_off(run);
  look_at_what_nobody_saw_go(run);
  look_at_checks(run);
  look_at_files(run);
  return true;
}

std::vector<rules::ResumeFacts> resume_facts(ResumeRun& run) {
  std::vector<rules::ResumeFacts> all;
  for (const monitrc::Check& check : run.checks) {
    rules::ResumeFacts facts;
    if (const SuspendedCheck* mine = run.record.find(check.name)) {
      facts = facts_of_ours(run, *mine, check);
      if (!run.status.find(check.name)) facts.blocked = "monit no longer has it";
    }
    all.push_back(std::move(facts));
  }
  refresh(run, all);
  return all;
}

void refresh(const ResumeRun& run, std::vector<rules::ResumeFacts>& facts) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::string& name = run.checks[i].name;
    const status::Service* service = run.status.find(name);
    facts[i].monitored = service && service->monitored();
    facts[i].held_by_another = held_by_another(run, name);
    if (!run.record.find(name)) facts[i].ours = false;
  }
  follow_the_cascade(run, facts);
}

Done monitor_set(ResumeRun& run, Turn& turn, const rules::CheckSet& set, rules::CheckSet& left) {
  if (set.empty()) return look_again_at_what_nobody_saw_go(run, turn);
  const auto& checks = run.checks;
  const rules::Dependencies graph(checks);
  Order order{MonitClient::Verb::monitor, {}, {}, run.act_bound, {}};
  for (const std::size_t check : graph.leaves(set)) order.name.push_back(checks[check].name);
  for (const std::size_t check : set) {
    order.expect.push_back(checks[check].name);
    // monit keeps one pending action for each check, so naming the check replaces the unmonitor.
    if (goes_off(run, checks[check].name)) order.name.push_back(checks[check].name);
    for (const std::size_t prerequisite : graph.up_closure(graph.parents(check))) {
      order.prerequisites[checks[check].name].push_back(checks[prerequisite].name);
    }
  }
  write_before_wait(run);
  const auto acted = act_until_true(run.host, *run.monit, run.daemon ? &*run.daemon : nullptr,
                                    order, waiting_with(run, turn, order));
  if (!acted) return acted.error();
  if (acted->over) return done();
  note_off_again(run, acted->off_again);
  run.prerequisite_off.clear();
  for (const auto& [check, prerequisite] : acted->prerequisite_off) {
    run.prerequisite_off.push_back({check, rules::why_prerequisite_off(prerequisite)});
  }
  note_resumed(run, acted->done);
  for (const std::string& name : acted->taken) left.push_back(graph.find(name));
  if (acted->late.empty()) return look_again_at_what_nobody_saw_go(run, turn);
  return Error{ErrorCode::not_resumed,
               "monit did not monitor '" + acted->late.front() + "' in time",
               "'monit-pkgmap resume' tries again"};
}

void await_first_check(ResumeRun& run, const rules::CheckSet& set, std::int64_t since_usec) {
  CheckNames names;
  for (const std::size_t check : set) {
    if (fires_after_a_reload(run.checks[check])) names.push_back(run.checks[check].name);
  }
  const UntoldSteps one_step;
  const auto deadline = run.host.now() + kFirstCheckBound;
  while (run.host.now() < deadline) {
    const auto status = run.monit->status();
    if (!status) return;
    const bool all = std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const status::Service* service = status->find(name);
      // Initialising or waiting: monit will not look at the check soon, so there is no look to wait
      // for.
      constexpr int kYes = 1;
      return !service || service->collected_usec > since_usec || service->monitor > kYes + 1;
    });
    if (all) return;
    run.host.sleep(milliseconds(50));
  }
}

}  // namespace pkgmap
