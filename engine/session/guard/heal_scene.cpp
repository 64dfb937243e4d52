#include "engine/session/guard/heal_scene.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/journal/carried_drift.hpp"
#include "engine/session/acts/alarms.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/shown.hpp"
#include "rules/dependencies.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::healing {
namespace {

bool is_held(const Scene& scene, const std::string& check) {
  return std::any_of(scene.sessions.begin(), scene.sessions.end(),
                     [&](const SessionRecord& session) { return session.find(check) != nullptr; });
}

void look_at_files(const Journal& journal, FileLook& reading, Host& host, Scene& scene) {
  const monitrc::ControlFile& control_file = scene.parsed.control_file;
  LookScene seen{control_file,         &scene.status, scene.monit.get(),
                 scene.database.get(), scene.records, scene.carried};
  for (const SessionRecord& session : scene.sessions) {
    for (const SuspendedCheck& check : session.checks) seen.suspended.push_back(check.name);
  }
  scene.files = reading.look(seen);
  if (scene.files.trouble) return;
  keep_records(scene.files, control_file.path, host.wall_usec(), Agreed::as_shown, scene.records);
  // What cannot be written is seen again.
  static_cast<void>(scene.records.write(journal.store()));
}

// What monit shows in its status alone.
bool shows_what_is_not_recorded(const monitrc::Check& check, const status::Service& service,
                                const status::Status& status, const rules::ContentRecord* record) {
  if (!record) return true;
  if (!service.monitored()) return false;
  if (rules::is_known(record->noted)) return true;
  const bool another = record->incarnation != status.incarnation;
  if (rules::checksum_test(check)->trigger == monitrc::Trigger::failed) return another;
  const rules::ShownBaseline shown = shown_of_changed(service, status);
  if (!rules::is_known(shown.digests)) return false;
  return another || rules::compare(shown.digests, record->digests) != rules::Alike::same;
}

SuspendedCheck switched_off(const monitrc::Check& check, std::size_t number, const Scene& scene,
                            Host& host) {
  const rules::Dependencies graph(scene.checks());
  SuspendedCheck mine;
  mine.name = check.name;
  for (const std::size_t above : graph.up_closure(graph.parents(number))) {
    mine.above.push_back(scene.checks()[above].name);
  }
  mine.off_usec = host.wall_usec();
  return mine;
}

}  // namespace

Result<Scene> look(const Settings& settings, const Journal& journal, FileLook& reading,
                   Host& host) {
  Scene scene;
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  scene.parsed = std::move(*parsed);
  if (auto understood = require_parsed(scene.parsed); !understood) return understood.error();
  auto monit = host.connect(scene.parsed.control_file);
  if (!monit) return monit.error();
  scene.monit = std::move(*monit);
  auto status = scene.monit->status();
  if (!status) return status.error();
  scene.status = std::move(*status);
  auto database = host.packages(settings);
  if (!database) return database.error();
  scene.database = std::move(*database);
  auto carried = read_carried(journal.store());
  if (!carried) return carried.error();
  scene.carried = alarms_of(scene.parsed.control_file.path, *carried);
  auto all = journal.all();
  if (!all) return all.error();
  scene.sessions = sessions_of(std::move(all->sessions), scene.parsed.control_file.path);
  auto records = ContentRecords::read(journal.store());
  if (!records) return records.error();
  scene.records = std::move(*records);
  look_at_files(journal, reading, host, scene);
  if (scene.files.trouble) return *scene.files.trouble;
  return scene;
}

bool is_look_due(const monitrc::ControlFile& control_file, const status::Status& status,
                 const ContentRecords& records) {
  return std::any_of(
      control_file.checks.begin(), control_file.checks.end(), [&](const monitrc::Check& check) {
        const status::Service* service = status.find(check.name);
        return service && rules::needs_rebaseline(check) &&
               shows_what_is_not_recorded(check, *service, status,
                                          records.find(control_file.path, check.name, check.path));
      });
}

bool is_off(const Scene& scene, const std::string& check) {
  const status::Service* service = scene.status.find(check);
  return service && service->settled_off() && !is_held(scene, check);
}

void add_check(const Scene& scene, const std::string& name, Host& host, SessionRecord& record) {
  for (std::size_t number = 0; number < scene.checks().size(); ++number) {
    const monitrc::Check& check = scene.checks()[number];
    if (!monitrc::same_name(check.name, name) || record.find(check.name)) continue;
    record.checks.push_back(switched_off(check, number, scene, host));
  }
}

SessionRecord new_session(const char* manager, const Settings& settings, const Scene& scene,
                          Host& host) {
  SessionRecord record;
  record.id = new_session_id();
  record.manager = manager;
  record.boot_id = host.boot();
  record.since = host.wall_usec() / kSecond;
  record.until = record.since + settings.policy.lease.count();
  record.settle_seconds = 0;
  record.control_file = scene.parsed.control_file.path;
  record.monit_id = scene.status.id;
  record.incarnation = scene.status.incarnation;
  record.phase = Phase::ended;
  // Whoever finds us dead finds the session dead.
  record.guard_pid = host.own_pid();
  record.guard_start_time = host.start_time(record.guard_pid).value_or(0);
  return record;
}

}  // namespace pkgmap::healing
