#include "engine/session/acts/first_answer.hpp"

#include <algorithm>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/cascade.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::milliseconds kActAtFirstBound{10'000};

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return monitrc::same_name(other, name); });
}

bool depends_on_one_of(const std::vector<std::string>& names, const SuspendedCheck& check) {
  return std::any_of(
      check.prerequisites.begin(), check.prerequisites.end(),
      [&](const std::string& prerequisite) { return is_among(names, prerequisite); });
}

bool was_tested(const status::Service& service, const status::Status& status) {
  return service.collected_usec / kSecond > status.incarnation;
}

// Whether the check is off and monit has not tested it since it started.
bool was_off(const SuspendedCheck& check, const status::Status& status) {
  const status::Service* service = status.find(check.name);
  return service && !service->monitored() && !was_tested(*service, status);
}

// monit's cascade unmonitors the dependents, so only the others need a request.
std::vector<std::string> roots_among(const std::vector<std::string>& names,
                                     const SessionRecord& record) {
  std::vector<std::string> roots;
  for (const std::string& name : names) {
    const SuspendedCheck* check = record.find(name);
    if (!check || !depends_on_one_of(names, *check)) roots.push_back(name);
  }
  return roots;
}

void note_off(const std::vector<std::string>& names, std::int64_t now, SessionRecord& record) {
  for (SuspendedCheck& check : record.checks) {
    if (check.off_usec == 0 && is_among(names, check.name)) check.off_usec = now;
  }
}

}  // namespace

std::vector<std::string> sort_by_first_answer(const status::Status& status, SessionRecord& record) {
  std::vector<std::string> on;
  std::vector<std::string> went_off;
  for (SuspendedCheck& check : record.checks) {
    const status::Service* service = status.find(check.name);
    if (service && service->monitored()) on.push_back(check.name);
    if (!service || service->monitored() || !was_tested(*service, status)) continue;
    check.off_usec = service->collected_usec;
    went_off.push_back(check.name);
  }
  for (SuspendedCheck& check : record.checks) {
    if (!was_off(check, status) || !depends_on_one_of(went_off, check)) continue;
    check.kept_reason = kOffAtFirstAnswer;
    check.went_off_again = true;
  }
  std::erase_if(record.checks, [&](const SuspendedCheck& check) {
    return was_off(check, status) && !check.went_off_again;
  });
  record.unasked = false;
  if (record.state == SessionState::suspending) record.state = SessionState::suspended;
  record.monit_id = status.id;
  record.incarnation = status.incarnation;
  return on;
}

Done suspend_at_first_answer(Host& host, const Journal& journal, MonitClient& monit,
                             const monitrc::ControlFile& control_file, const status::Status& status,
                             SessionRecord& record) {
  const SessionRecord before = record;
  const auto on = sort_by_first_answer(status, record);
  const auto roots = roots_among(on, record);
  // The record on disk has the dependents before monit switches them off.
  add_expected_cascade(host, status, control_file.checks, roots, record);
  if (auto saved = journal.save(record); !saved || on.empty()) return saved;
  const auto daemon = host.daemon(control_file, monit);
  const auto acted = act_until_true(host, monit, daemon ? &*daemon : nullptr,
                                    {MonitClient::Verb::unmonitor, roots, on, kActAtFirstBound});
  if (!acted) {
    record = before;
    static_cast<void>(journal.save(record));
    return acted.error();
  }
  note_off(acted->done, host.wall_usec(), record);
  if (const auto now = monit.status()) {
    add_seen_cascade(host, acted->before, *now, control_file.checks, roots, record);
  }
  host.log({LogEntry::Level::notice,
            "monit answers now: suspended " + std::to_string(acted->done.size()) + " checks",
            {{"MONIT_PKGMAP_SESSION", record.id}}});
  return journal.save(record);
}

}  // namespace pkgmap
