// What becomes of files that are neither what monit compared them with nor what a package shipped.
#include <algorithm>

#include "engine/journal/substitutes.hpp"
#include "engine/session/acts/managed_file.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "engine/session/resume/run.hpp"
#include "parsers/source/contains.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using rules::SubstituteCheck;

bool accepts(const ResumeRun& run, const std::string& path) {
  return run.settings.policy.drift == rules::OnDrift::accept || contains(run.record.accepts, path);
}

std::string text_at(const ResumeRun& run, Span span) {
  std::string text(run.parsed.sources.text(span));
  // A comment in it would take the next line in.
  return text.find('#') == std::string::npos ? text : std::string();
}

const monitrc::Check* find_check(const ResumeRun& run, const std::string& name) {
  for (const monitrc::Check& check : run.control_file().checks) {
    if (monitrc::same_name(check.name, name)) return &check;
  }
  return nullptr;
}

// Its alerts and what it executes; `unmonitor`, `stop` and `restart` have nothing to act on here.
void copy_what_it_does(const ResumeRun& run, SubstituteCheck& drift) {
  const monitrc::Check* check = find_check(run, drift.check);
  if (!check) return;
  for (const monitrc::Alert& alert : check->alerts) {
    if (std::string text = text_at(run, alert.span); !text.empty()) drift.alerts.push_back(text);
  }
  const monitrc::Test* test = rules::checksum_test(*check);
  if (test && test->action.kind == monitrc::ActionKind::exec) {
    drift.action = text_at(run, test->action.span);
  }
}

// Names that monit has, and those that it is about to have.
std::vector<std::string> taken_names(const ResumeRun& run,
                                     const std::vector<SubstituteCheck>& more) {
  std::vector<std::string> names = names_of(run.control_file().checks);
  for (const status::Service& service : run.status.services) names.push_back(service.name);
  for (const SubstituteCheck& drift : more) names.push_back(drift.name);
  return names;
}

// Now, or as soon as it is resumed.
bool is_watched(const ResumeRun& run, const std::string& check) {
  const status::Service* service = run.status.find(check);
  return run.record.find(check) != nullptr || (service && service->monitored());
}

std::vector<std::string> watched_dependents(const ResumeRun& run, const monitrc::Check& check) {
  const auto& checks = run.control_file().checks;
  const rules::Dependencies graph(checks);
  std::vector<std::string> names;
  for (const std::size_t dependent : graph.down_closure({graph.find(check.name)})) {
    const std::string& name = checks[dependent].name;
    if (!monitrc::same_name(name, check.name) && is_watched(run, name)) names.push_back(name);
  }
  return names;
}

// Nothing: the good content is not known, or monit cannot be told of it.
std::optional<SubstituteCheck> new_substitute(const ResumeRun& run, const HeldBaseline& good,
                                              const std::vector<SubstituteCheck>& more) {
  const monitrc::Check* check = find_check(run, good.check);
  if (!check) return std::nullopt;
  SubstituteCheck drift;
  drift.check = check->name;
  drift.path = good.path;
  drift.algorithm = good.algorithm;
  drift.digest = good.digest;
  drift.monitored = is_watched(run, check->name);
  drift.dependents = watched_dependents(run, *check);
  drift.since = run.host.wall_usec() / kSecond;
  drift.session = run.record.id;
  drift.control_file = run.control_file().path;
  if (!rules::can_be_substituted(drift)) return std::nullopt;
  drift.name = rules::name_for(check->name, taken_names(run, more));
  return drift;
}

// False: an alarm about it cannot be kept alive.
bool add_substitute(const ResumeRun& run, const HeldBaseline& good,
                    std::vector<SubstituteCheck>& all) {
  if (substitute_for(all, good.check, good.path)) return true;
  auto one = new_substitute(run, good, all);
  if (!one) return false;
  all.push_back(std::move(*one));
  return true;
}

HeldBaseline good_content(const Drift& drift) {
  return {drift.check, drift.path, drift.algorithm, drift.before};
}

// What somebody accepts becomes a baseline like any other.
void take_what_is_accepted(const ResumeRun& run, GateAnswer& gate) {
  for (const Drift& drift : gate.drift) {
    if (!accepts(run, drift.path) || drift.content.empty()) continue;
    gate.changed.push_back({drift.check, drift.path, drift.before, drift.content, {}});
    gate.verified.push_back({drift.check, drift.path, drift.algorithm, drift.content});
  }
  std::erase_if(gate.drift, [&](const Drift& drift) { return accepts(run, drift.path); });
}

// Those whose file something replaced between our look and monit's, each time: what we saw was
// good, and whatever monit takes now is not trusted.
void substitute_what_raced(ResumeRun& run, GateAnswer& gate, SubstitutePlan& plan) {
  for (const HeldBaseline& good : run.raced) {
    if (!add_substitute(run, good, plan.after)) continue;
    std::erase_if(gate.verified,
                  [&](const HeldBaseline& held) { return held.check == good.check; });
    std::erase_if(gate.changed, [&](const NewBaseline& file) { return file.check == good.check; });
  }
}

std::vector<SubstituteCheck> remaining_substitutes(const ResumeRun& run) {
  std::vector<SubstituteCheck> left = run.substitutes;
  std::erase_if(left, [&](const SubstituteCheck& one) {
    return contains(run.recovered, one.name) || accepts(run, one.path);
  });
  return left;
}

std::string reason_of(const Drift& drift, const SessionRecord& record) {
  if (!drift.refusal.empty()) return drift.refusal;
  if (drift.state == ContentState::missing) return drift.path + " is gone";
  if (drift.state == ContentState::unknown) return drift.path + " has no known baseline";
  if (record.find(drift.check)) return drift.path + " is not what its package shipped";
  return "monit would accept " + drift.path + ", which changed outside any package";
}

std::vector<SubstituteCheck> both(const std::vector<SubstituteCheck>& before,
                                  const std::vector<SubstituteCheck>& after) {
  std::vector<SubstituteCheck> all = before;
  for (const SubstituteCheck& one : after) {
    const bool known = std::any_of(before.begin(), before.end(), [&](const SubstituteCheck& other) {
      return other.name == one.name && other.control_file == one.control_file;
    });
    if (!known) all.push_back(one);
  }
  return all;
}

template <typename File>
void name_the_alarm(const SubstituteCheck& one, std::vector<File>& files) {
  for (File& file : files) {
    if (monitrc::same_name(file.check, one.check) && file.path == one.path) {
      file.substitute = one.name;
    }
  }
}

}  // namespace

bool can_substitute(const ResumeRun& run) {
  return run.settings.policy.drift == rules::OnDrift::carry && run.parsed.ok() &&
         rules::managed_path(run.control_file().includes).has_value();
}

void look_at_substitutes(ResumeRun& run) {
  run.substitutes.clear();
  run.elsewhere.clear();
  run.recovered.clear();
  auto substitutes = read_substitutes(run.journal.store());
  run.substitutes_trouble.reset();
  if (!substitutes) {
    run.substitutes_trouble = substitutes.error();
    return;
  }
  run.substitutes = substitutes_of(run.control_file().path, *substitutes, &run.elsewhere);
  for (const SubstituteCheck& one : run.substitutes) {
    if (is_good_again(run.host, one, run.database.get())) run.recovered.push_back(one.name);
  }
}

bool reload_due(const ResumeRun& run) {
  return !run.foreign.empty() || remaining_substitutes(run).size() != run.substitutes.size() ||
         !run.record.accepts.empty();
}

std::optional<std::string> settle_drift(ResumeRun& run, GateAnswer& gate, SubstitutePlan& plan) {
  if (run.substitutes_trouble) return run.substitutes_trouble->message;
  plan.after = remaining_substitutes(run);
  take_what_is_accepted(run, gate);
  const bool may = can_substitute(run);
  for (const Drift& drift : gate.drift) {
    if (!may || !add_substitute(run, good_content(drift), plan.after))
      return reason_of(drift, run.record);
  }
  if (may && plan.last_try) substitute_what_raced(run, gate, plan);
  return std::nullopt;
}

Result<std::optional<std::string>> write_substitutes(ResumeRun& run, const SubstitutePlan& plan) {
  const auto path = rules::managed_path(run.control_file().includes);
  if (plan.after.empty() && (run.substitutes.empty() || !path)) return std::optional<std::string>{};
  if (!path) {
    return std::optional<std::string>(
        "no include takes the file any more in which an alarm about " + plan.after.front().path +
        " was kept alive");
  }
  const auto file = ManagedFile::open(run.host, *path);
  if (!file) return std::optional<std::string>(file.error().message);
  std::optional<std::string> text;
  // One that is included by its name has to be there.
  const auto& includes = run.control_file().includes;
  const bool by_name = std::find(includes.begin(), includes.end(), *path) != includes.end();
  std::vector<SubstituteCheck> checks = plan.after;
  for (SubstituteCheck& one : checks) copy_what_it_does(run, one);
  if (!checks.empty() || by_name) text = rules::text_of(checks);
  if (text == file->before()) return std::optional<std::string>{};
  const std::vector<SubstituteCheck> listed = both(run.elsewhere, run.substitutes);
  const auto known = write_substitutes(run.journal.store(), both(listed, plan.after));
  if (!known) return std::optional<std::string>(known.error().message);
  Done written = file->put(text);
  if (written) written = run.host.check_syntax(*run.daemon, run.control_file().path);
  if (written) return std::optional<std::string>{};
  if (auto back = file->put(file->before()); !back) return back.error();
  // The list claims no alarm that monit does not have.
  remember(run, write_substitutes(run.journal.store(), listed));
  return std::optional<std::string>(written.error().message);
}

void note_substitutes(ResumeRun& run, const SubstitutePlan& plan) {
  for (const SubstituteCheck& one : plan.after) {
    name_the_alarm(one, run.record.results.drift);
    name_the_alarm(one, run.outcome.drift);
  }
  for (const SubstituteCheck& one : run.substitutes) {
    const bool left =
        std::any_of(plan.after.begin(), plan.after.end(),
                    [&](const SubstituteCheck& other) { return other.name == one.name; });
    if (left) continue;
    run.record.results.substitutes_ended.push_back(one.name);
    std::erase_if(run.record.checks, [&](const SuspendedCheck& check) {
      return monitrc::same_name(check.name, one.name);
    });
    run.outcome.substitutes_ended.push_back(one.path);
  }
  remember(run, write_substitutes(run.journal.store(), both(run.elsewhere, plan.after)));
  run.substitutes = plan.after;
  run.recovered.clear();
  run.foreign.clear();
  run.raced.clear();
  run.record.accepts.clear();
}

}  // namespace pkgmap
