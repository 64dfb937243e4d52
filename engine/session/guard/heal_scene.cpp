#include "engine/session/guard/heal_scene.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/integrity/baselines.hpp"
#include "engine/journal/carried_drift.hpp"
#include "engine/journal/known_baselines.hpp"
#include "engine/session/acts/alarms.hpp"
#include "rules/dependencies.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::healing {
namespace {

bool is_held(const Scene& scene, const std::string& check) {
  return std::any_of(scene.sessions.begin(), scene.sessions.end(),
                     [&](const SessionRecord& session) { return session.find(check) != nullptr; });
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

Result<Scene> look(const Settings& settings, const Journal& journal, Host& host) {
  Scene scene;
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  scene.parsed = std::move(*parsed);
  if (auto understood = require_parsed(scene.parsed); !understood) return understood.error();
  auto monit = host.connect(settings, scene.parsed.control_file);
  if (!monit) return monit.error();
  scene.monit = std::move(*monit);
  auto status = scene.monit->status();
  if (!status) return status.error();
  scene.status = std::move(*status);
  auto database = host.packages(settings);
  if (!database) return database.error();
  scene.database = std::move(*database);
  scene.baselines = held_baselines(scene.checks(), *scene.monit, scene.status);
  fill_in_known(journal.store(), scene.baselines);
  auto carried = read_carried(journal.store());
  if (!carried) return carried.error();
  scene.carried = alarms_of(scene.parsed.control_file.path, *carried);
  auto all = journal.all();
  if (!all) return all.error();
  scene.sessions = sessions_of(std::move(all->sessions), scene.parsed.control_file.path);
  return scene;
}

bool is_off(const Scene& scene, const std::string& check) {
  const status::Service* service = scene.status.find(check);
  return service && service->settled_off() && !is_held(scene, check);
}

bool saw_its_file(const Scene& scene, const monitrc::Check& check, Host& host) {
  const status::Service* service = scene.status.find(check.name);
  const auto changed = host.changed_usec(check.path);
  return service && changed && service->collected_usec >= *changed;
}

bool switches_itself_off(const monitrc::Check& check) {
  const monitrc::Test* test = rules::checksum_test(check);
  return test && test->action.kind == monitrc::ActionKind::unmonitor;
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
  constexpr std::int64_t kSecond = 1'000'000;
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
  record.baselines = scene.baselines;
  return record;
}

}  // namespace pkgmap::healing
