// Which substitute checks begin and end with a resume, and where their text stands.
#include <algorithm>

#include "engine/journal/substitutes.hpp"
#include "engine/session/acts/managed_file.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

using rules::SubstituteCheck;

std::string text_at(const ResumeRun& run, Span span) {
  std::string text(run.parsed.sources.text(span));
  // A comment at the end of the text would hide the line that follows.
  return text.find('#') == std::string::npos ? text : std::string();
}

const monitrc::Check* find_check(const ResumeRun& run, const std::string& name) {
  for (const monitrc::Check& check : run.control_file().checks) {
    if (same_name(check.name, name)) return &check;
  }
  return nullptr;
}

// Copies who gets the alerts of the check. A substitute check has no `exec`, `unmonitor`, `stop` or
// `restart`.
void copy_its_alerts(const ResumeRun& run, SubstituteCheck& drift) {
  const monitrc::Check* check = find_check(run, drift.check);
  if (!check) return;
  for (const monitrc::Alert& alert : check->alerts) {
    if (std::string text = text_at(run, alert.span); !text.empty()) drift.alerts.push_back(text);
  }
}

// The names that monit has, and those that it will have.
CheckNames taken_names(const ResumeRun& run, const std::vector<SubstituteCheck>& more) {
  CheckNames names = names_of(run.control_file().checks);
  for (const status::Service& service : run.status.services) names.push_back(service.name);
  for (const SubstituteCheck& drift : more) names.push_back(drift.name);
  return names;
}

// Whether monit monitors the check now, or will after this resume.
bool is_watched(const ResumeRun& run, const std::string& check) {
  const status::Service* service = run.status.find(check);
  return run.record.find(check) != nullptr || (service && service->monitored());
}

CheckNames watched_dependents(const ResumeRun& run, const monitrc::Check& check) {
  const auto& checks = run.control_file().checks;
  const rules::Dependencies graph(checks);
  CheckNames names;
  for (const std::size_t dependent : graph.down_closure({graph.find(check.name)})) {
    const std::string& name = checks[dependent].name;
    if (!same_name(name, check.name) && is_watched(run, name)) names.push_back(name);
  }
  return names;
}

SubstituteCheck alarm_for(const ResumeRun& run, const JudgedFile& file,
                          const std::vector<SubstituteCheck>& more) {
  SubstituteCheck drift;
  drift.check = file.facts.check;
  drift.path = file.facts.path;
  const auto& shown = file.facts.shown.digests;
  drift.digest =
      rules::expected_by(file.verdict.good, shown.empty() ? Algorithm::none : shown.begin()->first,
                         run.status.version);
  drift.monitored = is_watched(run, drift.check);
  if (const monitrc::Check* check = find_check(run, drift.check)) {
    drift.dependents = watched_dependents(run, *check);
  }
  drift.since = run.host.wall_usec() / kSecond;
  drift.session = run.record.id;
  drift.control_file = run.control_file().path;
  drift.name = rules::name_for(drift.check, taken_names(run, more));
  return drift;
}

// Both lists; an entry with the same name and control file comes once.
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

void name_the_alarm(const SubstituteCheck& one, std::vector<Drift>& files) {
  for (Drift& file : files) {
    if (same_name(file.check, one.check) && file.path == one.path) file.substitute = one.name;
  }
}

std::string text_for(const ResumeRun& run, std::vector<SubstituteCheck> alarms) {
  for (SubstituteCheck& one : alarms) copy_its_alerts(run, one);
  return rules::text_of(alarms);
}

}  // namespace

void read_alarms(ResumeRun& run) {
  run.substitutes.clear();
  run.elsewhere.clear();
  run.substitutes_trouble.reset();
  const auto substitutes = known_substitutes(run.journal.store(), run.parsed);
  if (substitutes) {
    run.substitutes = substitutes_of(run.control_file().path, *substitutes, &run.elsewhere);
  } else {
    run.substitutes_trouble = substitutes.error();
  }
}

SubstitutePlan plan_alarms(const ResumeRun& run) {
  SubstitutePlan plan;
  for (const SubstituteCheck& one : run.substitutes) {
    const bool ends =
        std::any_of(run.files.files.begin(), run.files.files.end(), [&](const JudgedFile& file) {
          return file.facts.alarm_name == one.name && file.verdict.alarm == rules::AlarmFate::ends;
        });
    (ends ? plan.ended : plan.after).push_back(one);
  }
  for (const JudgedFile& file : run.files.files) {
    if (file.verdict.alarm != rules::AlarmFate::begins) continue;
    plan.after.push_back(alarm_for(run, file, plan.after));
  }
  return plan;
}

Result<std::optional<std::string>> write_substitutes(ResumeRun& run, Turn& turn,
                                                     const SubstitutePlan& plan) {
  const auto path = rules::managed_path(run.control_file().includes);
  if (plan.after.empty() && (plan.ended.empty() || !path)) return std::optional<std::string>{};
  if (!path) {
    return std::optional<std::string>(
        "no include takes the file any more in which an alarm about " + plan.after.front().path +
        " was kept alive");
  }
  const auto file = ManagedFile::open(run.host, *path);
  if (!file) return std::optional<std::string>(file.error().message);
  std::optional<std::string> text;
  // A file that the control file includes by its full name must exist.
  const auto& includes = run.control_file().includes;
  const bool by_name = std::find(includes.begin(), includes.end(), *path) != includes.end();
  if (!plan.after.empty() || by_name) text = text_for(run, plan.after);
  if (text == file->before()) return std::optional<std::string>{};
  const std::vector<SubstituteCheck> listed = both(run.elsewhere, run.substitutes);
  const auto known = write_substitutes(run.journal.store(), both(listed, plan.after));
  if (!known) return std::optional<std::string>(known.error().message);
  Done written = file->put(text);
  Result<bool> ours = true;
  if (written) {
    ours = pause(run, turn, [&] {
      written = run.host.check_syntax(*run.daemon, run.control_file().path,
                                      time_to_read(run.files.bytes));
    });
  }
  if (!written) {
    if (auto back = file->put(file->before()); !back) return back.error();
  }
  if (!ours) return ours.error();
  if (written) return std::optional<std::string>{};
  // The list on disk must name no substitute check that monit does not have.
  remember(run, write_substitutes(run.journal.store(), listed));
  return std::optional<std::string>(written.error().message);
}

void note_substitutes(ResumeRun& run, const SubstitutePlan& plan) {
  for (const SubstituteCheck& one : plan.after) {
    if (!run.status.find(one.name)) continue;
    for (SessionResults* results : run.results()) name_the_alarm(one, results->drift);
  }
  for (const SubstituteCheck& one : plan.ended) {
    for (SessionResults* results : run.results()) {
      results->substitutes_ended.push_back({one.name, one.path});
    }
    std::erase_if(run.record.checks,
                  [&](const SuspendedCheck& check) { return same_name(check.name, one.name); });
  }
  remember(run, write_substitutes(run.journal.store(), both(run.elsewhere, plan.after)));
  run.substitutes = plan.after;
  run.raced.clear();
  run.record.accepts.clear();
}

}  // namespace pkgmap
