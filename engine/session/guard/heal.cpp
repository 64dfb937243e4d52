#include "engine/session/guard/heal.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/alarms.hpp"
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
    if (!check || !one.monitored || !healing::switches_itself_off(*check)) continue;
    const status::Service* service = scene.status.find(check->name);
    if (healing::is_off(scene, check->name) && healing::saw_its_file(scene, *check, host)) {
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
  auto scene = healing::look(settings, *journal, host);
  if (!scene) return scene.error();
  std::vector<CarriedDrift> over = scene->carried;
  std::erase_if(over, [&](const CarriedDrift& one) {
    return !is_good_again(host, one, scene->database.get());
  });
  if (over.empty() || is_under_way(*scene)) return none;
  SessionRecord record = healing::new_session(kHealer, settings, *scene, host);
  const auto on = add_checks_of(*scene, over, host, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  suspend(*scene, on, host, record);
  return std::optional<SessionRecord>(std::move(record));
}

}  // namespace pkgmap
