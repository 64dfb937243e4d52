#include "engine/session/guard/heal.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/shown.hpp"
#include "engine/session/acts/taken_along.hpp"
#include "engine/session/guard/heal_scene.hpp"

namespace pkgmap {
namespace {

using healing::Scene;
using rules::CarriedDrift;

const monitrc::Check* find_check(const Scene& scene, const std::string& name) {
  for (const monitrc::Check& check : scene.checks()) {
    if (monitrc::same_name(check.name, name)) return &check;
  }
  return nullptr;
}

// A check that went off over its good content comes back with the end of the alarm, and with it
// what went off along with it.
void add_what_went_off(const Scene& scene, const CarriedDrift& one, Host& host,
                       SessionRecord& record) {
  healing::add_check(scene, one.check, host, record);
  for (const std::string& name : one.below) {
    if (healing::is_off(scene, name)) healing::add_check(scene, name, host, record);
  }
}

// The names of those that are on and would switch themselves off before monit has taken the good
// content for good: they are suspended until then.
std::vector<std::string> add_checks_of(const Scene& scene, const std::vector<CarriedDrift>& over,
                                       Host& host, SessionRecord& record) {
  std::vector<std::string> on;
  for (const CarriedDrift& one : over) {
    const monitrc::Check* check = find_check(scene, one.check);
    if (!check || !one.monitored || !switches_itself_off(*check)) continue;
    const status::Service* service = scene.status.find(check->name);
    const JudgedFile* file = scene.files.find(check->name);
    if (file && file->facts.watching == rules::Watching::went_off) {
      add_what_went_off(scene, one, host, record);
    } else if (service && service->monitored()) {
      healing::add_check(scene, check->name, host, record);
      on.push_back(check->name);
    }
  }
  add_what_will_go_along(host, scene.status, scene.checks(), on, record);
  return on;
}

// What cannot be suspended is on, and if it goes off by itself somebody is told by monit.
void suspend(const Scene& scene, const std::vector<std::string>& roots, Host& host,
             const SessionRecord& record) {
  if (roots.empty()) return;
  constexpr std::chrono::milliseconds kBound{10'000};
  Order order{MonitClient::Verb::unmonitor, roots, {}, kBound, {}};
  for (const SuspendedCheck& check : record.checks) order.expect.push_back(check.name);
  const auto daemon = host.daemon(scene.parsed.control_file, *scene.monit);
  static_cast<void>(act_until_true(host, *scene.monit, daemon ? &*daemon : nullptr, order));
}

// Whoever resumes that session sees to the alarms, too.
bool is_under_way(const Scene& scene) {
  return std::any_of(scene.sessions.begin(), scene.sessions.end(),
                     [](const SessionRecord& other) { return other.phase != Phase::kept; });
}

std::vector<CarriedDrift> alarms_that_are_over(const Scene& scene) {
  std::vector<CarriedDrift> over = scene.carried;
  std::erase_if(over, [&](const CarriedDrift& one) {
    return std::none_of(
        scene.files.files.begin(), scene.files.files.end(), [&](const JudgedFile& file) {
          return file.facts.alarm_name == one.name && file.verdict.alarm == rules::AlarmFate::ends;
        });
  });
  return over;
}

std::vector<std::string> paths_adrift(const Scene& scene) {
  std::vector<std::string> paths;
  for (const JudgedFile& file : scene.files.files) {
    const bool carried = file.verdict.alarm == rules::AlarmFate::goes_on;
    if (file.verdict.drift || carried) paths.push_back(file.facts.path);
  }
  return paths;
}

// Without the lock, and without a trace: whether there is anything to look at, and then its
// contents.
bool is_worth_a_look(const Settings& settings, Looking looking, const ContentRecords& records,
                     FileLook& reading, Host& host) {
  const auto parsed = host.read_control_file(settings);
  if (!parsed || !parsed->ok()) return false;
  const monitrc::ControlFile& control_file = parsed->control_file;
  if (looking == Looking::if_due) {
    const auto monit = host.connect(control_file);
    const auto status = monit ? (*monit)->status() : Result<status::Status>(monit.error());
    if (!status || !healing::is_look_due(control_file, *status, records)) return false;
  }
  reading.read_ahead(control_file, records);
  return true;
}

Result<Healing> begin_under_lock(const Settings& settings, FileLook& reading, Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto locked = lock(host, *journal);
  if (!locked) return locked.error();
  auto scene = healing::look(settings, *journal, reading, host);
  if (!scene) return scene.error();
  Healing healing{{}, paths_adrift(*scene)};
  const auto over = alarms_that_are_over(*scene);
  if (!is_reload_due(scene->files) || is_under_way(*scene)) return healing;
  SessionRecord record = healing::new_session(kHealer, settings, *scene, host);
  const auto on = add_checks_of(*scene, over, host, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  suspend(*scene, on, host, record);
  healing.session = std::move(record);
  return healing;
}

}  // namespace

Result<Healing> begin_healing(const Settings& settings, Looking looking, Host& host) {
  const auto carried = host.carried(settings);
  if (!carried) return carried.error();
  const auto records = host.contents(settings);
  if (!records) return records.error();
  const bool alarms = !carried->empty();
  if (!alarms && !*records) return Healing{};
  FileLook reading(host, settings);
  const ContentRecords known = records->value_or(ContentRecords{});
  const bool worth =
      is_worth_a_look(settings, alarms ? Looking::anyway : looking, known, reading, host);
  if (!alarms && !worth) return Healing{};
  auto healing = begin_under_lock(settings, reading, host);
  // Where nothing is known to be wrong, a monit that does not answer is nothing to speak of.
  if (!healing && !alarms) return Healing{};
  return healing;
}

void see_to_drift(const Settings& settings, Host& host) {
  const auto healing = begin_healing(settings, Looking::if_due, host);
  if (!healing || !healing->session) return;
  static_cast<void>(resume(settings, {healing->session->id, Caller::after_death}, host));
}

}  // namespace pkgmap
