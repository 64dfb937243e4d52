#include "engine/session/acts/cascade.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/journal/watchers.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap {
namespace {

bool stays_monitored(const status::Service& service) {
  constexpr int kPendingUnmonitor = 5;
  return service.monitored() && service.pending_action != kPendingUnmonitor;
}

// monit's cascade unmonitors the dependents, so only the others need a request.
CheckNames roots_among(const CheckNames& names, const SessionRecord& record) {
  CheckNames roots;
  for (const std::string& name : names) {
    const SuspendedCheck* check = record.find(name);
    const bool is_dependent =
        check && std::any_of(check->prerequisites.begin(), check->prerequisites.end(),
                             [&](const std::string& prerequisite) {
                               return names_check(names, prerequisite);
                             });
    if (!is_dependent) roots.push_back(name);
  }
  return roots;
}

// Whether one of the sessions resumes the check. An unasked session that has not seen who switched
// the check off would take it for one that was off before.
bool is_held_by_one_of(const std::vector<SessionRecord>& sessions, const std::string& name) {
  return std::any_of(sessions.begin(), sessions.end(), [&](const SessionRecord& session) {
    return holds(session, name) && (!session.unasked || session.find(name)->off_usec != 0);
  });
}

// The other sessions of the same monit; empty if the journal cannot be read.
std::vector<SessionRecord> others_in(const Journal& journal, const SessionRecord& record) {
  auto all = journal.all();
  if (!all) return {};
  std::erase_if(all->sessions, [&](const SessionRecord& other) { return other.id == record.id; });
  return sessions_of(std::move(all->sessions), record.control_file);
}

SuspendedCheck cascaded_check(Host& host, const std::string& name,
                              const std::vector<monitrc::Check>& checks, const CheckNames& roots) {
  SuspendedCheck taken;
  taken.name = name;
  taken.prerequisites = roots;
  taken.off_usec = host.wall_usec();
  for (const monitrc::Check& check : checks) {
    if (same_name(check.name, name)) taken.process_ran = host.runs(check, 0);
  }
  return taken;
}

}  // namespace

CheckNames add_expected_cascade(Host& host, const status::Status& now,
                                const std::vector<monitrc::Check>& checks, const CheckNames& roots,
                                SessionRecord& record) {
  const rules::Dependencies graph(checks);
  rules::CheckSet named;
  for (const std::string& root : roots) {
    if (const std::size_t check = graph.find(root); check < graph.size()) named.push_back(check);
  }
  CheckNames added;
  for (const std::size_t check : graph.down_closure(named)) {
    const std::string& name = checks[check].name;
    const status::Service* service = now.find(name);
    if (!service || !stays_monitored(*service) || record.find(name)) continue;
    record.checks.push_back(cascaded_check(host, name, checks, roots));
    added.push_back(name);
  }
  return added;
}

CheckNames add_seen_cascade(Host& host, const Journal& journal, const status::Status& before,
                            const status::Status& now, const std::vector<monitrc::Check>& checks,
                            const CheckNames& roots, SessionRecord& record) {
  const auto others = others_in(journal, record);
  CheckNames added;
  for (const status::Service& service : now.services) {
    const status::Service* was = before.find(service.name);
    if (!was || !stays_monitored(*was) || stays_monitored(service)) continue;
    if (record.find(service.name) || is_held_by_one_of(others, service.name)) continue;
    record.checks.push_back(cascaded_check(host, service.name, checks, roots));
    added.push_back(service.name);
  }
  return added;
}

CheckNames monitored_unrelated(const status::Status& now, const SessionRecord& record) {
  CheckNames names;
  for (const status::Service& service : now.services) {
    if (stays_monitored(service) && !record.find(service.name)) names.push_back(service.name);
  }
  return names;
}

CheckNames add_unseen_cascade(const SessionRecord& from, const status::Status& now,
                              const std::vector<SessionRecord>& sessions, SessionRecord& record) {
  CheckNames added;
  for (const std::string& name : from.unrelated) {
    const status::Service* service = now.find(name);
    if (!service || stays_monitored(*service) || record.find(name)) continue;
    if (is_held_by_one_of(sessions, name)) continue;
    SuspendedCheck unseen;
    unseen.name = name;
    unseen.kept_reason = kUnseen;
    unseen.went_off_again = true;
    record.checks.push_back(std::move(unseen));
    added.push_back(name);
  }
  return added;
}

void note_off(const CheckNames& names, std::int64_t now_usec, SessionRecord& record) {
  for (SuspendedCheck& check : record.checks) {
    if (check.off_usec == 0 && names_check(names, check.name)) check.off_usec = now_usec;
  }
}

bool is_open(const SessionRecord& record) {
  const bool open =
      record.state == SessionState::suspending || record.state == SessionState::suspended;
  return open && record.resumer_pid == 0;
}

bool read_again(const Journal& journal, const MayAct& may_act, SessionRecord& record) {
  if (!journal.has(record.id)) return !journal.is_over(record.id);
  auto now = journal.load(record.id);
  if (!now) return true;
  if (!may_act(*now)) return false;
  record = std::move(*now);
  return true;
}

Waiting waiting_with(Turn& turn, const Journal& journal, const MayAct& may_act,
                     SessionRecord& record) {
  return {&turn, [&journal, may_act, &record] { return read_again(journal, may_act, record); },
          [&record](const std::string& name) { return record.find(name) == nullptr; }};
}

Result<Acted> unmonitor_in_record(Host& host, Turn& turn, const Journal& journal,
                                  MonitClient& monit, const monitrc::ControlFile& control_file,
                                  const status::Status& now, const CheckNames& names,
                                  const MayAct& may_act, SessionRecord& record) {
  constexpr std::chrono::milliseconds kBound{10'000};
  const auto roots = roots_among(names, record);
  const auto& checks = control_file.checks;
  add_expected_cascade(host, now, checks, roots, record);
  if (auto saved = journal.save(record); !saved) return saved.error();
  const auto daemon = host.daemon(control_file, monit);
  auto acted = act_until_true(host, monit, daemon ? &*daemon : nullptr,
                              {MonitClient::Verb::unmonitor, roots, names, kBound},
                              waiting_with(turn, journal, may_act, record));
  if (!acted || acted->over) return acted;
  const std::int64_t seen_off = host.wall_usec();
  const auto again = [&] { return read_again(journal, may_act, record); };
  const auto after = status_in_turn(host, turn, monit, again);
  if (!turn.is_held()) return after.error();
  acted->over = after && !*after;
  if (acted->over) return acted;
  // The record may have been read again; monit may also have died since it carried the request out.
  note_off(acted->done, seen_off, record);
  if (after) {
    add_seen_cascade(host, journal, acted->before, **after, checks, roots, record);
  }
  if (auto saved = journal.save(record); !saved) return saved.error();
  return acted;
}

}  // namespace pkgmap
