#include "engine/session/acts/taken_back.hpp"

#include <algorithm>

#include "engine/journal/history.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/host/session_settings.hpp"
#include "engine/session/host/turn.hpp"

namespace pkgmap {
namespace {

bool is_leftover(const SessionRecord& record, Host& host) {
  return record.state == SessionState::kept && !record.checks.empty() &&
         !resumer_alive(record, host);
}

// As a resume of these checks would have ended.
void write(const Journal& journal, const SessionRecord& record, Host& host) {
  const bool over = record.checks.empty() && record.unrelated.empty();
  static_cast<void>(over ? journal.end(record) : journal.save(record));
  static_cast<void>(add_to_history(journal.store(), record, host.wall_usec() / kSecond));
}

void give_back_in(const Settings& settings, const std::string& session, const Journal& journal,
                  Host& host) {
  if (!journal.has(session)) return;
  auto record = journal.load(session);
  if (!record || !is_leftover(*record, host)) return;
  const auto parsed = host.read_control_file(settings_of(settings, *record));
  if (!parsed) return;
  const auto monit = host.connect(settings, parsed->control_file);
  if (!monit) return;
  const AtOnce at_once(**monit);
  const auto status = (*monit)->status();
  if (!status) return;
  const auto names = taken_back(*status, *record);
  if (names.empty()) return;
  give_back(names, host.wall_usec(), *record);
  write(journal, *record, host);
}

}  // namespace

CheckNames taken_back(const status::Status& status, const SessionRecord& record) {
  CheckNames names;
  for (const SuspendedCheck& check : record.checks) {
    const status::Service* service = status.find(check.name);
    const bool was_off = check.off_usec != 0 || record.state == SessionState::kept;
    if (was_off && service && service->settled_on()) names.push_back(check.name);
  }
  return names;
}

void give_back(const CheckNames& names, std::int64_t now_usec, SessionRecord& record) {
  constexpr double kMicro = 1e-6;
  for (const SuspendedCheck& check : record.checks) {
    if (!names_check(names, check.name)) continue;
    const std::int64_t off = check.off_usec == 0 ? 0 : now_usec - check.off_usec;
    record.results.resumed.push_back(
        {check.name, static_cast<double>(std::max<std::int64_t>(off, 0)) * kMicro, now_usec});
  }
  std::erase_if(record.checks,
                [&](const SuspendedCheck& check) { return names_check(names, check.name); });
}

void give_back_leftovers(const Settings& settings, Host& host) {
  const auto found = host.sessions(settings);
  if (!found) return;
  const bool any =
      std::any_of(found->sessions.begin(), found->sessions.end(),
                  [&](const SessionRecord& session) { return is_leftover(session, host); });
  if (!any) return;
  const auto journal = host.open_journal(settings);
  if (!journal) return;
  const auto turn = Turn::take(host, *journal);
  if (!turn) return;
  for (const SessionRecord& session : found->sessions) {
    if (is_leftover(session, host)) give_back_in(settings, session.id, *journal, host);
  }
}

}  // namespace pkgmap
