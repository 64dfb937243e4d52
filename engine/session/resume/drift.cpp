// What becomes of files that are neither what monit compared them with nor what a package shipped.
#include <algorithm>

#include "engine/journal/carried_drift.hpp"
#include "engine/session/acts/alarms.hpp"
#include "engine/session/acts/managed_file.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

using rules::CarriedDrift;

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

// Whom it tells. `exec`, `unmonitor`, `stop` and `restart` have nothing to act on here.
void copy_its_alerts(const ResumeRun& run, CarriedDrift& drift) {
  const monitrc::Check* check = find_check(run, drift.check);
  if (!check) return;
  for (const monitrc::Alert& alert : check->alerts) {
    if (std::string text = text_at(run, alert.span); !text.empty()) drift.alerts.push_back(text);
  }
}

// Names that monit has, and those that it is about to have.
std::vector<std::string> taken_names(const ResumeRun& run, const std::vector<CarriedDrift>& more) {
  std::vector<std::string> names = names_of(run.control_file().checks);
  for (const status::Service& service : run.status.services) names.push_back(service.name);
  for (const CarriedDrift& drift : more) names.push_back(drift.name);
  return names;
}

// Now, or as soon as it is resumed.
bool is_watched(const ResumeRun& run, const std::string& check) {
  const status::Service* service = run.status.find(check);
  return run.record.find(check) != nullptr || (service && service->monitored());
}

std::vector<std::string> watched_below(const ResumeRun& run, const monitrc::Check& check) {
  const auto& checks = run.control_file().checks;
  const rules::Dependencies graph(checks);
  std::vector<std::string> names;
  for (const std::size_t below : graph.down_closure({graph.find(check.name)})) {
    const std::string& name = checks[below].name;
    if (!monitrc::same_name(name, check.name) && is_watched(run, name)) names.push_back(name);
  }
  return names;
}

CarriedDrift alarm_for(const ResumeRun& run, const JudgedFile& file,
                       const std::vector<CarriedDrift>& more) {
  CarriedDrift drift;
  drift.check = file.facts.check;
  drift.path = file.facts.path;
  const auto& shown = file.facts.shown.digests;
  std::tie(drift.algorithm, drift.digest) = rules::expected_by(
      file.verdict.good, shown.empty() ? "" : shown.begin()->first, run.status.version);
  drift.monitored = is_watched(run, drift.check);
  if (const monitrc::Check* check = find_check(run, drift.check)) {
    drift.below = watched_below(run, *check);
  }
  drift.since = run.host.wall_usec() / kSecond;
  drift.session = run.record.id;
  drift.control_file = run.control_file().path;
  drift.name = rules::name_for(drift.check, taken_names(run, more));
  return drift;
}

// One of them with that name is the same.
std::vector<CarriedDrift> both(const std::vector<CarriedDrift>& before,
                               const std::vector<CarriedDrift>& after) {
  std::vector<CarriedDrift> all = before;
  for (const CarriedDrift& one : after) {
    const bool known = std::any_of(before.begin(), before.end(), [&](const CarriedDrift& other) {
      return other.name == one.name && other.control_file == one.control_file;
    });
    if (!known) all.push_back(one);
  }
  return all;
}

template <typename File>
void name_the_alarm(const CarriedDrift& one, std::vector<File>& files) {
  for (File& file : files) {
    if (monitrc::same_name(file.check, one.check) && file.path == one.path) {
      file.kept_as = one.name;
    }
  }
}

std::string text_for(const ResumeRun& run, std::vector<CarriedDrift> alarms) {
  for (CarriedDrift& one : alarms) copy_its_alerts(run, one);
  return rules::text_of(alarms);
}

}  // namespace

void read_alarms(ResumeRun& run) {
  run.carried.clear();
  run.elsewhere.clear();
  run.carried_trouble.reset();
  const auto carried = read_carried(run.journal.store());
  if (carried) {
    run.carried = alarms_of(run.control_file().path, *carried, &run.elsewhere);
  } else {
    run.carried_trouble = carried.error();
  }
}

CarryPlan plan_alarms(const ResumeRun& run) {
  CarryPlan plan;
  for (const CarriedDrift& one : run.carried) {
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

Result<std::optional<std::string>> write_carried(ResumeRun& run, const CarryPlan& plan) {
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
  // One that is included by its name has to be there.
  const auto& includes = run.control_file().includes;
  const bool by_name = std::find(includes.begin(), includes.end(), *path) != includes.end();
  if (!plan.after.empty() || by_name) text = text_for(run, plan.after);
  if (text == file->before()) return std::optional<std::string>{};
  const std::vector<CarriedDrift> listed = both(run.elsewhere, run.carried);
  const auto known = write_carried(run.journal.store(), both(listed, plan.after));
  if (!known) return std::optional<std::string>(known.error().message);
  Done written = file->put(text);
  if (written) {
    written =
        run.host.check_syntax(*run.daemon, run.control_file().path, time_to_read(run.files.bytes));
  }
  if (written) return std::optional<std::string>{};
  if (auto back = file->put(file->before()); !back) return back.error();
  // The list claims no alarm that monit does not have.
  remember(run, write_carried(run.journal.store(), listed));
  return std::optional<std::string>(written.error().message);
}

void note_carried(ResumeRun& run, const CarryPlan& plan) {
  for (const CarriedDrift& one : plan.after) {
    name_the_alarm(one, run.record.results.drift);
    name_the_alarm(one, run.outcome.drift);
  }
  for (const CarriedDrift& one : plan.ended) {
    run.record.results.alarms_ended.push_back(one.name);
    std::erase_if(run.record.checks, [&](const SuspendedCheck& check) {
      return monitrc::same_name(check.name, one.name);
    });
    run.outcome.alarms_ended.push_back(one.path);
  }
  remember(run, write_carried(run.journal.store(), both(run.elsewhere, plan.after)));
  run.carried = plan.after;
  run.raced.clear();
  run.record.accepts.clear();
}

}  // namespace pkgmap
