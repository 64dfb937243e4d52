#include "engine/session/guard/file_recovery.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "engine/journal/watchers.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/shown.hpp"
#include "engine/session/guard/file_recovery_context.hpp"
#include "engine/session/guard/keepsake.hpp"
#include "engine/session/host/turn.hpp"

namespace pkgmap {
namespace {

using file_recovery::Context;
using rules::SubstituteCheck;

const monitrc::Check* find_check(const Context& context, const std::string& name) {
  for (const monitrc::Check& check : context.checks()) {
    if (same_name(check.name, name)) return &check;
  }
  return nullptr;
}

// Adds a check that switched itself off over the good content, and the dependents that went off
// with it: they come back when the substitute check ends.
void add_what_went_off(const Context& context, const SubstituteCheck& one, Host& host,
                       SessionRecord& record) {
  file_recovery::add_check(context, one.check, host, record);
  for (const std::string& name : one.dependents) {
    if (file_recovery::is_off(context, name)) file_recovery::add_check(context, name, host, record);
  }
}

// The reason of a check that went off after its alarm was carried, when the time of the file cannot
// tell who did that: it has changed since, perhaps only by its mode.
constexpr const char* kWentOffWithItsAlarm =
    "it went off while a substitute check kept its alarm: its own test or somebody did that";

// Such a check is no administrator's word, and none that nobody gave: only a person resumes it.
void add_what_nobody_can_tell(const Context& context, const SubstituteCheck& one, Host& host,
                              SessionRecord& record) {
  if (!file_recovery::is_off(context, one.check)) return;
  file_recovery::add_check(context, one.check, host, record);
  for (SuspendedCheck& mine : record.checks) {
    if (!same_name(mine.name, one.check)) continue;
    mine.went_off_again = true;
    mine.kept_reason = kWentOffWithItsAlarm;
  }
}

// Adds the checks that monit would switch off by their own test before it takes the good content as
// its baseline, so they must be suspended until then. Returns the names of those that are still on.
CheckNames add_checks_of(const Context& context, const std::vector<SubstituteCheck>& over,
                         Host& host, SessionRecord& record) {
  CheckNames on;
  for (const SubstituteCheck& one : over) {
    const monitrc::Check* check = find_check(context, one.check);
    if (!check || !one.monitored || !switches_itself_off(*check)) continue;
    const status::Service* service = context.status.find(check->name);
    const JudgedFile* file = context.files.find(check->name);
    if (file && file->facts.watching == rules::Watching::went_off) {
      add_what_went_off(context, one, host, record);
    } else if (service && service->monitored()) {
      file_recovery::add_check(context, check->name, host, record);
      on.push_back(check->name);
    } else {
      add_what_nobody_can_tell(context, one, host, record);
    }
  }
  add_expected_cascade(host, context.status, context.checks(), on, record);
  return on;
}

// A check that cannot be suspended stays on; if its test switches it off, monit reports that. The
// record gets what monit took along by the control file that monit has read. While this process
// waits for monit, others have the turn.
Done suspend(const Context& context, Turn& turn, const Journal& journal, const CheckNames& roots,
             Host& host, SessionRecord& record) {
  if (roots.empty()) return done();
  constexpr std::chrono::milliseconds kBound{10'000};
  const Order order{MonitClient::Verb::unmonitor, roots, names_of(record.checks), kBound, {}};
  const auto daemon = host.daemon(context.parsed.control_file, *context.monit);
  const auto is_ours = [&](const SessionRecord& now) {
    return now.resumer_pid == 0 && now.guard_pid == host.own_pid();
  };
  const auto again = [&] { return read_again(journal, is_ours, record); };
  const auto acted =
      act_until_true(host, *context.monit, daemon ? &*daemon : nullptr, order, {&turn, again});
  // The resume names what nobody saw go off.
  if (!turn.is_held() || (acted && acted->over)) return done();
  const auto now = status_in_turn(host, turn, *context.monit, again);
  if (!now || !*now) return done();
  const status::Status& before = acted ? acted->before : context.status;
  record.unrelated.clear();
  add_seen_cascade(host, journal, before, **now, context.checks(), roots, record);
  return journal.save(record);
}

// Another session is under way: its resume also ends substitute checks.
bool is_under_way(const Context& context) {
  return std::any_of(context.sessions.begin(), context.sessions.end(),
                     [](const SessionRecord& other) {
                       return other.state != SessionState::kept && !never_began(other);
                     });
}

// The caller holds the lock, so the suspend of such a session was killed. A record that cannot be
// removed does no harm.
void remove_what_never_began(const Context& context, const Journal& journal) {
  for (const SessionRecord& session : context.sessions) {
    if (never_began(session)) static_cast<void>(journal.remove(session.id));
  }
}

std::vector<SubstituteCheck> alarms_that_are_over(const Context& context) {
  std::vector<SubstituteCheck> over = context.substitutes;
  std::erase_if(over, [&](const SubstituteCheck& one) {
    return std::none_of(
        context.files.files.begin(), context.files.files.end(), [&](const JudgedFile& file) {
          return file.facts.alarm_name == one.name && file.verdict.alarm == rules::AlarmFate::ends;
        });
  });
  return over;
}

std::vector<std::string> paths_adrift(const Context& context) {
  std::vector<std::string> paths;
  for (const JudgedFile& file : context.files.files) {
    const bool substitutes = file.verdict.alarm == rules::AlarmFate::goes_on;
    if (file.verdict.drift || substitutes) paths.push_back(file.facts.path);
  }
  return paths;
}

// Without the lock, and without writing a file: says whether a look is needed, and if so reads the
// contents ahead.
bool is_worth_a_look(const Settings& settings, Looking looking, const ContentRecords& records,
                     FileLook& reading, Host& host) {
  const auto parsed = host.read_control_file(settings);
  if (!parsed || !parsed->ok()) return false;
  const monitrc::ControlFile& control_file = parsed->control_file;
  if (looking == Looking::if_due) {
    const auto monit = host.connect(settings, control_file);
    const auto status = monit ? (*monit)->status() : Result<status::Status>(monit.error());
    if (!status || !file_recovery::is_look_due(control_file, *status, records)) return false;
  }
  reading.read_ahead(control_file, records);
  return true;
}

Result<Healing> begin_under_lock(const Settings& settings, FileLook& reading, Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  auto turn = Turn::take(host, *journal);
  if (!turn) return turn.error();
  auto context = file_recovery::look(settings, *journal, *turn, reading, host);
  if (!context) return context.error();
  const AtOnce at_once(*context->monit);
  remove_what_never_began(*context, *journal);
  Healing file_recovery{{}, paths_adrift(*context)};
  const auto over = alarms_that_are_over(*context);
  if (!is_reload_due(context->files) || is_under_way(*context)) return file_recovery;
  SessionRecord record = file_recovery::new_session(kFileRecovery, settings, *context, host);
  const auto on = add_checks_of(*context, over, host, record);
  if (!on.empty()) record.unrelated = monitored_unrelated(context->status, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  // The record on disk still has the unrelated checks if it cannot be written again.
  static_cast<void>(suspend(*context, *turn, *journal, on, host, record));
  file_recovery.session = std::move(record);
  return file_recovery;
}

// Resumes the session of a recovery. No guard watches it: if somebody has removed the state
// directory meanwhile, writes the record again first. Returns false if the record is gone once
// more, or cannot be written.
bool resume_if_there(const Settings& settings, const SessionRecord& record,
                     std::optional<Keepsake>& memory, Host& host) {
  const auto journal = host.open_journal(settings);
  if (!journal) return false;
  const auto is_gone = [&] { return !journal->has(record.id) && !journal->is_over(record.id); };
  if (!memory) memory.emplace(record, *journal);
  if (is_gone() && !memory->put_back(*journal, host)) return false;
  const auto resumed = resume(settings, {record.id, Caller::after_death}, host);
  return resumed || !is_gone();
}

}  // namespace

Result<Healing> begin_file_recovery(const Settings& settings, Looking looking, Host& host) {
  const auto substitutes = host.substitutes(settings);
  if (!substitutes) return substitutes.error();
  const auto records = host.contents(settings);
  if (!records) return records.error();
  const bool alarms = !substitutes->empty();
  if (!alarms && !*records) return Healing{};
  FileLook reading(host, settings);
  const ContentRecords known = records->value_or(ContentRecords{});
  const bool worth =
      is_worth_a_look(settings, alarms ? Looking::anyway : looking, known, reading, host);
  if (!alarms && !worth) return Healing{};
  auto file_recovery = begin_under_lock(settings, reading, host);
  // Without a known alarm a monit that does not answer is not worth an error.
  if (!file_recovery && !alarms) return Healing{};
  return file_recovery;
}

void see_to_drift(const Settings& settings, Host& host) {
  constexpr int kTries = 10;
  constexpr std::chrono::seconds kPause{1};
  const auto begun = begin_file_recovery(settings, Looking::if_due, host);
  if (!begun || !begun->session) return;
  std::optional<Keepsake> memory;
  for (int tries = 1; !resume_if_there(settings, *begun->session, memory, host); ++tries) {
    if (tries == kTries || host.told_to_end()) return;
    host.sleep(kPause);
  }
}

}  // namespace pkgmap
