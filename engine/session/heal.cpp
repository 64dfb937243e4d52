#include "engine/session/heal.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/integrity/baselines.hpp"
#include "engine/journal/carried_drift.hpp"
#include "engine/session/acting.hpp"
#include "engine/session/taken_along.hpp"
#include "rules/dependencies.hpp"
#include "rules/evaluate.hpp"

namespace pkgmap {
namespace {

using rules::CarriedDrift;

constexpr std::int64_t kSecond = 1'000'000;
constexpr const char* kHealer = "recover";

// What both need to know of the host.
struct Scene {
  monitrc::Parsed parsed;
  std::unique_ptr<MonitClient> monit;
  std::unique_ptr<PackageDatabase> database;
  status::Status status;
  std::vector<HeldBaseline> baselines;
  std::vector<CarriedDrift> carried;
  std::vector<SessionRecord> sessions;

  const std::vector<monitrc::Check>& checks() const { return parsed.control_file.checks; }
};

Result<Scene> look(const Settings& settings, const Journal& journal, Host& host) {
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
  scene.baselines = held_baselines(scene.checks(), *scene.monit, scene.status);
  auto carried = read_carried(journal.store());
  if (!carried) return carried.error();
  scene.carried = std::move(*carried);
  auto all = journal.all();
  if (!all) return all.error();
  scene.sessions = std::move(all->sessions);
  return scene;
}

bool is_good(Host& host, const CarriedDrift& one, PackageDatabase* database) {
  const auto content = host.examine({one.check, one.path, one.algorithm, one.digest}, database);
  return content &&
         (content->state == ContentState::as_held || content->state == ContentState::as_packaged);
}

bool is_held(const Scene& scene, const std::string& check) {
  return std::any_of(scene.sessions.begin(), scene.sessions.end(),
                     [&](const SessionRecord& session) { return session.find(check) != nullptr; });
}

bool is_off(const Scene& scene, const std::string& check) {
  const status::Service* service = scene.status.find(check);
  return service && service->settled_off() && !is_held(scene, check);
}

// monit looks at a check only while it is on: one whose last look came after the file had changed
// saw the change, and went off by its own test. Who switched it off before, meant it.
bool saw_its_file(const Scene& scene, const monitrc::Check& check) {
  const status::Service* service = scene.status.find(check.name);
  struct stat info {};
  if (!service || ::stat(check.path.c_str(), &info) != 0) return false;
  const std::int64_t changed = info.st_ctim.tv_sec * kSecond + info.st_ctim.tv_nsec / 1'000;
  return service->collected_usec >= changed;
}

bool switches_itself_off(const monitrc::Check& check) {
  const monitrc::Test* test = rules::checksum_test(check);
  return test && test->action.kind == monitrc::ActionKind::unmonitor;
}

const monitrc::Check* find_check(const Scene& scene, const std::string& name) {
  for (const monitrc::Check& check : scene.checks()) {
    if (monitrc::same_name(check.name, name)) return &check;
  }
  return nullptr;
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
  record.baselines = scene.baselines;
  return record;
}

void add_check(const Scene& scene, const std::string& name, Host& host, SessionRecord& record) {
  for (std::size_t number = 0; number < scene.checks().size(); ++number) {
    const monitrc::Check& check = scene.checks()[number];
    if (!monitrc::same_name(check.name, name) || record.find(check.name)) continue;
    record.checks.push_back(switched_off(check, number, scene, host));
  }
}

// A check that went off over its good content comes back with the end of the alarm, and with it
// what went off along with it.
void add_what_went_off(const Scene& scene, const CarriedDrift& one, Host& host,
                       SessionRecord& record) {
  add_check(scene, one.check, host, record);
  for (const std::string& name : one.below) {
    if (is_off(scene, name)) add_check(scene, name, host, record);
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
    if (is_off(scene, check->name) && saw_its_file(scene, *check)) {
      add_what_went_off(scene, one, host, record);
    } else if (service && service->monitored()) {
      add_check(scene, check->name, host, record);
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

// monit asks again in each cycle.
bool is_under_way(const Scene& scene) {
  return std::any_of(scene.sessions.begin(), scene.sessions.end(), [](const SessionRecord& other) {
    return other.manager == kHealer && other.phase != Phase::kept;
  });
}

const HeldBaseline* baseline_of(const Scene& scene, const std::string& check) {
  for (const HeldBaseline& held : scene.baselines) {
    if (monitrc::same_name(held.check, check)) return &held;
  }
  return nullptr;
}

bool is_carried(const Scene& scene, const std::string& path) {
  return std::any_of(scene.carried.begin(), scene.carried.end(),
                     [&](const CarriedDrift& one) { return one.path == path; });
}

// Nothing: the check compares no content, or not with a baseline.
std::optional<AcceptedFile> judge(const Scene& scene, std::size_t number, Host& host,
                                  SessionRecord& record) {
  const monitrc::Check& check = scene.checks()[number];
  const HeldBaseline* held = baseline_of(scene, check.name);
  if (!held) return std::nullopt;
  const auto content = host.examine(*held, scene.database.get());
  AcceptedFile file{check.name, check.path};
  const bool differs = content && content->state != ContentState::as_held;
  const bool packaged = content && content->state == ContentState::as_packaged;
  file.drifted = (differs && !packaged) || is_carried(scene, check.path);
  const bool went = differs && switches_itself_off(check) && is_off(scene, check.name);
  file.switched_on = went && saw_its_file(scene, check);
  if (file.switched_on) record.checks.push_back(switched_off(check, number, scene, host));
  return file;
}

Error nothing_compares(const std::string& path, const Scene& scene) {
  std::string hint = "'monit-pkgmap verify' lists the files that checks compare";
  for (const monitrc::Check& check : scene.checks()) {
    if (check.name == path) hint = "a path is wanted: that of '" + path + "' is " + check.path;
  }
  return Error{ErrorCode::usage, "no check compares the content of '" + path + "'", hint};
}

Done judge_path(const Scene& scene, const std::string& path, Host& host, SessionRecord& record,
                Acceptance& acceptance) {
  bool known = false;
  bool touched = false;
  for (std::size_t number = 0; number < scene.checks().size(); ++number) {
    if (scene.checks()[number].path != path) continue;
    const auto file = judge(scene, number, host, record);
    if (!file) continue;
    known = true;
    if (!file->drifted && !file->switched_on) continue;
    touched = true;
    if (file->drifted) record.accepts.push_back(path);
    acceptance.files.push_back(*file);
  }
  if (!known) return nothing_compares(path, scene);
  if (!touched) acceptance.untouched.push_back(path);
  return done();
}

}  // namespace

Result<std::optional<SessionRecord>> begin_healing(const Settings& settings, Host& host) {
  std::optional<SessionRecord> none;
  const auto seen = host.carried(settings);
  if (!seen) return seen.error();
  if (seen->empty()) return none;
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto locked = lock(host, *journal);
  if (!locked) return locked.error();
  auto scene = look(settings, *journal, host);
  if (!scene) return scene.error();
  std::vector<CarriedDrift> over = scene->carried;
  std::erase_if(
      over, [&](const CarriedDrift& one) { return !is_good(host, one, scene->database.get()); });
  if (over.empty() || is_under_way(*scene)) return none;
  SessionRecord record = new_session(kHealer, settings, *scene, host);
  const auto on = add_checks_of(*scene, over, host, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  suspend(*scene, on, host, record);
  return std::optional<SessionRecord>(std::move(record));
}

Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host) {
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  Acceptance acceptance;
  std::string session;
  {
    const auto locked = lock(host, *journal);
    if (!locked) return locked.error();
    const auto scene = look(settings, *journal, host);
    if (!scene) return scene.error();
    SessionRecord record = new_session("accept", settings, *scene, host);
    for (const std::string& path : paths) {
      if (auto judged = judge_path(*scene, path, host, record, acceptance); !judged) {
        return judged.error();
      }
    }
    if (acceptance.files.empty()) return acceptance;
    if (auto saved = journal->save(record); !saved) return saved.error();
    session = record.id;
  }
  auto outcome = resume(settings, {session, Caller::person, {}, {}}, host);
  if (!outcome) return outcome.error();
  acceptance.outcome = std::move(*outcome);
  return acceptance;
}

}  // namespace pkgmap
