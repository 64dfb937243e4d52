#include <algorithm>

#include "engine/facts/what_parses.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

// How often something may replace a file between our look and monit's before its check stays
// suspended.
constexpr int kReloadTries = 3;
// More than monit can read in the ten minutes that it may take.
constexpr std::uint64_t kMostBytes = 600'000'000'000;

// Why there is no reload; the reason holds for every check that needs one.
std::optional<std::string> because(std::string reason) {
  return reason;
}

// The record may have been read again since a drift was added to it.
void add_drift(ResumeRun& run, const std::vector<Drift>& found) {
  for (SessionResults* results : run.results()) results->add(found);
}

void note_baselines(ResumeRun& run, const std::vector<NewBaseline>& changed) {
  for (SessionResults* results : run.results()) {
    results->baselines.insert(results->baselines.end(), changed.begin(), changed.end());
    results->reloaded = true;
  }
}

const SuspendedCheck* suspended_by_anyone(const ResumeRun& run, const std::string& check) {
  if (const SuspendedCheck* mine = run.record.find(check)) return mine;
  for (const SessionRecord& other : run.others) {
    if (holds(other, check)) return other.find(check);
  }
  return nullptr;
}

// Whether a removed package took the file along and the check stays suspended: then a reload takes
// no wrong content as good.
bool went_with_its_package(ResumeRun& run, const monitrc::Check& check) {
  const SuspendedCheck* suspended = suspended_by_anyone(run, check.name);
  const status::Service* service = run.status.find(check.name);
  if (!suspended || (service && service->monitored())) return false;
  return is_orphaned(run, *suspended, check);
}

// Takes over the baselines that an older version wrote into the session, for files without a
// content record.
void learn_from_session(ResumeRun& run) {
  for (const HeldBaseline& held : run.record.baselines) {
    const std::string& control_file = run.control_file().path;
    if (!held.digest.known() || run.records.find(control_file, held.check)) continue;
    rules::ContentRecord record;
    record.control_file = control_file;
    record.check = held.check;
    record.path = held.path;
    record.digests = {{held.digest.algorithm, held.digest.value}};
    record.incarnation = run.record.incarnation;
    run.records.put(std::move(record));
  }
  if (!run.records_unread) run.record.baselines.clear();
}

void read_records(ResumeRun& run) {
  std::optional<Error> damage;
  auto records = ContentRecords::read_or_begin_anew(run.journal.store(), damage);
  run.records_unread = !records;
  if (damage) remember(run, *damage);
  if (!records) remember(run, records.error());
  // Without records the good contents are unknown, so the baselines that monit shows must do.
  run.records = records ? std::move(*records) : ContentRecords{};
  learn_from_session(run);
}

// Stands for a control file that has an error: the files that checks compared when it last had
// none.
monitrc::ControlFile as_recorded(const ResumeRun& run) {
  monitrc::ControlFile file;
  file.path = run.control_file().path;
  for (const rules::ContentRecord* record : run.records.of(file.path)) {
    monitrc::Check check;
    check.type = monitrc::CheckType::file;
    check.name = record->check;
    check.path = record->path;
    check.tests.emplace_back();
    check.tests.back().kind = monitrc::TestKind::checksum;
    file.checks.push_back(std::move(check));
  }
  return file;
}

// Only the packages know whether a content that is seen for the first time is good.
void write_records(ResumeRun& run) {
  if (run.records_unread) return;
  if (run.database && !run.files.trouble) {
    keep_records(run.files, run.control_file().path, run.host.wall_usec(),
                 run.monit ? Agreed{} : Agreed::unasked({}), run.records);
  }
  run.records.keep_only(run.control_file().path, names_of(run.control_file().checks));
  const Done written = run.records.write(run.journal.store());
  run.records_trouble = written ? std::nullopt : std::optional<Error>(written.error());
  remember(run, written);
}

void look(ResumeRun& run) {
  const bool understood = run.parsed.ok();
  const monitrc::ControlFile recorded = understood ? monitrc::ControlFile{} : as_recorded(run);
  LookScene scene{understood ? run.control_file() : recorded,
                  run.monit ? &run.status : nullptr,
                  run.monit.get(),
                  run.database.get(),
                  run.records,
                  run.substitutes};
  add_suspended(run.record, scene);
  for (const SessionRecord& other : run.others) add_suspended(other, scene);
  scene.is_orphaned = [&](const monitrc::Check& check) {
    return went_with_its_package(run, check);
  };
  scene.accepts = run.record.accepts;
  scene.good_before = run.record.good;
  scene.over_usec = run.record.over_usec;
  scene.packages = run.record.packages;
  if (run.last_try) scene.raced = run.raced;
  run.files = run.look.look(scene);
  if (understood) write_records(run);
}

// monit ends itself on a reload of a control file with an error. `monit -t` reads every file, too.
Done check_syntax(ResumeRun& run) {
  return run.host.check_syntax(*run.daemon, run.control_file().path, time_to_read(run.files.bytes));
}

// Others may have written the records since the last look.
Done look_anew(ResumeRun& run, Turn& turn) {
  if (auto asked = ask_status(run, turn); !asked || run.over) return asked;
  if (!run.records_trouble) read_records(run);
  look(run);
  return done();
}

// Drops the digests of files whose baseline monit does not show: they are read again, whatever
// their stat says.
void forget_what_is_not_shown(ResumeRun& run) {
  for (const JudgedFile& file : run.files.files) {
    const bool goes_on = file.facts.goes_on;
    if (goes_on || !rules::is_known(file.facts.shown.digests)) run.look.forget(file.facts.path);
  }
}

// Whether monit holds the contents that were judged.
Result<bool> holds_what_was_seen(ResumeRun& run, Turn& turn) {
  const JudgedFiles before = run.files;
  forget_what_is_not_shown(run);
  if (auto looked = look_anew(run, turn); !looked) return looked.error();
  if (run.over) return true;
  const auto raced = raced_between(before, run.files);
  for (const std::string& name : raced) {
    const std::string& path = before.find(name)->facts.path;
    add_drift(run, {{name, path, {}, false, rules::Standing::races}});
    run.look.forget(path);
    if (!names_check(run.raced, name)) run.raced.push_back(name);
  }
  return raced.empty();
}

// Makes one reload. Returns nullopt if monit has read its control file, else why it has not.
Result<std::optional<std::string>> reload_once(ResumeRun& run, Turn& turn,
                                               const SubstitutePlan& plan) {
  auto refused = write_substitutes(run, turn, plan);
  if (!refused || *refused || run.over) return refused;
  const auto bound = time_to_read(run.files.bytes);
  auto before = begin_reload(run.host, *run.monit, *run.daemon);
  if (!before) return before.error();
  Done reloaded = done();
  const auto ours =
      pause(run, turn, [&] { reloaded = await_reload(run.host, *run.monit, *before, bound); });
  if (!ours) return ours.error();
  if (!reloaded) return reloaded.error();
  run.outcome.results.reloaded = true;
  run.substitutes = plan.after;
  return std::optional<std::string>{};
}

}  // namespace

bool read_ahead(ResumeRun& run) {
  const auto records = ContentRecords::read(run.journal.store());
  return run.look.read_ahead(run.control_file(), records ? *records : ContentRecords{});
}

void look_at_files(ResumeRun& run) {
  read_records(run);
  read_alarms(run);
  look(run);
  if (!run.files.trouble) add_drift(run, drift_in(run.files, true));
}

std::optional<std::string> reload_refused(ResumeRun& run) {
  if (const auto mistake = mistake_in(run.parsed)) return because(mistake->message);
  if (!run.daemon) return because("the monit daemon cannot be found to be reloaded");
  if (run.substitutes_trouble) return run.substitutes_trouble->message;
  if (run.files.bytes > kMostBytes) {
    return because("monit would have to read " + std::to_string(run.files.bytes / 1'000'000'000) +
                   " GB");
  }
  const bool unread =
      std::any_of(run.files.files.begin(), run.files.files.end(), [](const JudgedFile& file) {
        return file.facts.present.kind == rules::PresentFile::Kind::too_large;
      });
  if (unread && run.host.told_to_end()) return because("there was no time to read every file");
  if (run.files.trouble) return run.files.trouble->message;
  if (auto forgotten = content_to_be_forgotten(run)) return forgotten;
  add_drift(run, drift_in(run.files, false));
  return veto_of(run.files);
}

Result<std::optional<std::string>> take_new_baselines(ResumeRun& run, Turn& turn) {
  for (int tries = 0; tries < kReloadTries; ++tries) {
    if (const auto refused = reload_refused(run)) return refused;
    // `monit -t` takes as long as a look at every file, so our own look comes after it.
    Done parses = done();
    const auto ours = pause(run, turn, [&] { parses = check_syntax(run); });
    if (!ours) return ours.error();
    if (!*ours) return std::optional<std::string>{};
    if (!parses) return because(parses.error().message);
    if (tries == 0) run.raced.clear();
    run.last_try = tries == kReloadTries - 1;
    if (auto looked = look_anew(run, turn); !looked) return looked.error();
    if (run.over) return std::optional<std::string>{};
    if (const auto refused = reload_refused(run)) return refused;
    const auto taken = new_baselines_in(run.files);
    const SubstitutePlan plan = plan_alarms(run);
    const auto refused = reload_once(run, turn, plan);
    if (!refused || *refused || run.over) return refused;
    const auto held = holds_what_was_seen(run, turn);
    if (!held) return held.error();
    if (run.over) return std::optional<std::string>{};
    if (!*held) continue;
    note_baselines(run, taken);
    note_substitutes(run, plan);
    remember(run, run.journal.save(run.record));
    return std::optional<std::string>{};
  }
  return because("something keeps replacing a file that monit compares");
}

}  // namespace pkgmap
