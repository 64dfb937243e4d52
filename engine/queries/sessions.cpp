#include "engine/queries/sessions.hpp"

#include <list>
#include <optional>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/integrity/present_file.hpp"
#include "engine/journal/content_records.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/client.hpp"
#include "engine/monit/control_file_name.hpp"
#include "engine/session/acts/removed.hpp"
#include "engine/session/host/session_settings.hpp"
#include "rules/judge/way.hpp"

namespace pkgmap {
namespace {

// The control file of the monit that was asked, and its status; nullopt if monit did not answer.
// What the disk has is shown in any case.
struct SeenMonit {
  std::string control_file;
  std::optional<status::Status> status;
  std::optional<monitrc::Parsed> parsed;
};

SeenMonit ask_monit(const Settings& settings, std::vector<std::string>& notes) {
  auto parsed = load_control_file(settings);
  if (!parsed) {
    notes.push_back(parsed.error().message);
    return {};
  }
  const auto monit = connect_monit(parsed->control_file, {settings.policy.unknown_peer});
  if (!monit) {
    notes.push_back(monit.error().message);
    return {{}, std::nullopt, std::move(*parsed)};
  }
  auto status = (*monit)->status();
  if (!status) {
    notes.push_back(status.error().message);
    return {{}, std::nullopt, std::move(*parsed)};
  }
  return {parsed->control_file.path, std::move(*status), std::move(*parsed)};
}

// The monits of the sessions, each asked once. One state directory may have sessions of several:
// two monits may have checks of one name.
class SeenMonits {
 public:
  SeenMonits(const Settings& settings, std::vector<std::string>& notes)
      : settings_(settings), notes_(notes) {}

  /// An empty path stands for the monit of the settings.
  const SeenMonit& of(const std::string& control_file) {
    for (const auto& [path, monit] : seen_) {
      const bool known = !path.empty() && !control_file.empty();
      if (path == control_file || (known && same_control_file(path, control_file))) return monit;
    }
    SessionRecord named;
    named.control_file = control_file;
    return seen_.emplace_back(control_file, ask_monit(settings_of(settings_, named), notes_))
        .second;
  }

 private:
  const Settings& settings_;
  std::vector<std::string>& notes_;
  std::list<std::pair<std::string, SeenMonit>> seen_;
};

std::string state_of(const SeenMonit& monit, const std::string& name) {
  if (!monit.status) return "unknown";
  const status::Service* service = monit.status->find(name);
  if (!service) return "gone";
  return service->monitored() ? "monitored" : "off";
}

// Moves the removed checks from the leftover ones to the list of the view. A removed check that
// monit has forgotten is over; one that a control file defines again is a leftover check.
void sort_out_removed(SessionView& session, const SeenMonit& monit, SessionsView& view) {
  if (!monit.parsed) return;
  SessionView rest = session;
  rest.record.checks.clear();
  rest.states.clear();
  for (std::size_t i = 0; i < session.states.size(); ++i) {
    const SuspendedCheck& check = session.record.checks[i];
    if (!is_still_removed(check, *monit.parsed)) {
      rest.record.checks.push_back(check);
      rest.states.push_back(session.states[i]);
    } else if (session.states[i] != "gone") {
      const SessionRecord& record = session.record;
      view.removed.push_back({check.name, record.id, record.since, record.control_file});
    }
  }
  session = std::move(rest);
}

SubstituteView view_of(rules::SubstituteCheck substitute, const SeenMonit& monit,
                       const ContentRecords& records) {
  SubstituteView view{std::move(substitute)};
  const rules::SubstituteCheck& check = view.check;
  const auto* record = records.find(check.control_file, check.check, check.path);
  view.by_transaction =
      record && changed_in_a_transaction(present_file("/", check.path, {}), *record);
  if (same_control_file(monit.control_file, view.check.control_file))
    view.state = state_of(monit, view.check.name);
  return view;
}

std::optional<std::string> mistake_in_control_file(const Settings& settings) {
  const auto parsed = load_control_file(settings);
  const auto mistake = parsed ? mistake_in(*parsed) : std::nullopt;
  return mistake ? std::optional(in_one_line(*mistake)) : std::nullopt;
}

void add_sessions(const std::vector<SessionRecord>& records, Processes& processes,
                  SeenMonits& monits, SessionsView& view) {
  for (const SessionRecord& record : records) {
    if (never_began(record)) continue;
    const SeenMonit& monit = monits.of(record.control_file);
    const bool late = is_late(guard_of(record), processes);
    SessionView session{
        record, manager_alive(record, processes), under_way(record, processes), late, {}};
    for (const SuspendedCheck& check : record.checks) {
      session.states.push_back(state_of(monit, check.name));
    }
    if (record.state != SessionState::kept) {
      view.sessions.push_back(std::move(session));
      continue;
    }
    sort_out_removed(session, monit, view);
    if (!session.record.checks.empty()) view.kept.push_back(std::move(session));
  }
}

void add_substitutes(const std::vector<rules::SubstituteCheck>& substitutes,
                     const std::string& state_directory, SeenMonits& monits, SessionsView& view) {
  if (substitutes.empty()) return;
  // Without the records nobody knows that a transaction changed a file.
  const auto read = read_contents_of(state_directory);
  const ContentRecords records = read ? read->value_or(ContentRecords{}) : ContentRecords{};
  for (const rules::SubstituteCheck& one : substitutes) {
    view.substitutes.push_back(view_of(one, monits.of(one.control_file), records));
  }
}

}  // namespace

Result<SessionsView> view_sessions(const Settings& settings) {
  const auto found = read_sessions(settings.state_directory);
  if (!found) return found.error();
  ProcessesOfThisMachine processes(settings.state_directory);
  SessionsView view;
  view.lost = lost_guards(settings, this_host());
  view.damaged = found->damaged;
  for (const Error& error : found->damaged) {
    view.notes.push_back(error.message + "; " + error.hint);
  }
  if (auto bypassed = see_bypassed(settings, this_host())) {
    view.bypassed = std::move(*bypassed);
  } else {
    view.notes.push_back(bypassed.error().message);
  }
  if (auto mistake = mistake_in_control_file(settings)) view.notes.push_back(*mistake);
  const auto substitutes = read_substitutes_of(settings.state_directory);
  if (!substitutes) view.notes.push_back(substitutes.error().message);
  SeenMonits monits(settings, view.notes);
  add_sessions(found->sessions, processes, monits, view);
  if (substitutes) add_substitutes(*substitutes, settings.state_directory, monits, view);
  return view;
}

Result<std::vector<std::string>> resumable_sessions(const Settings& settings) {
  const auto found = read_sessions(settings.state_directory);
  if (!found) return found.error();
  ProcessesOfThisMachine processes(settings.state_directory);
  std::vector<std::string> ids;
  for (const SessionRecord& record : found->sessions) {
    const bool over =
        record.state == SessionState::kept || record.state == SessionState::transaction_ended;
    if (over || !manager_alive(record, processes)) ids.push_back(record.id);
  }
  return ids;
}

Result<std::optional<std::string>> session_of_manager(const Settings& settings, int pid) {
  const auto found = read_sessions(settings.state_directory);
  if (!found) return found.error();
  ProcessesOfThisMachine processes(settings.state_directory);
  const SessionRecord* newest = nullptr;
  for (const SessionRecord& record : found->sessions) {
    const bool open =
        record.state == SessionState::suspending || record.state == SessionState::suspended;
    if (!open || never_began(record) || record.pid != pid || !manager_alive(record, processes))
      continue;
    if (!newest || record.since >= newest->since) newest = &record;
  }
  return newest ? std::optional(newest->id) : std::nullopt;
}

}  // namespace pkgmap
