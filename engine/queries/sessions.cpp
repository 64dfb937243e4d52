#include "engine/queries/sessions.hpp"

#include <optional>

#include "engine/facts/control_file.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/client.hpp"

namespace pkgmap {
namespace {

// Nothing when monit cannot be asked; the sessions are worth showing all the same.
std::optional<status::Status> ask_monit(const Settings& settings, std::vector<std::string>& notes) {
  const auto parsed = load_control_file(settings);
  if (!parsed) {
    notes.push_back(parsed.error().message);
    return std::nullopt;
  }
  const auto monit = connect_monit(parsed->control_file, {settings.policy.unknown_peer});
  if (!monit) {
    notes.push_back(monit.error().message);
    return std::nullopt;
  }
  auto status = (*monit)->status();
  if (!status) {
    notes.push_back(status.error().message);
    return std::nullopt;
  }
  return std::move(*status);
}

std::string state_of(const std::optional<status::Status>& status, const std::string& name) {
  if (!status) return "unknown";
  const status::Service* service = status->find(name);
  if (!service) return "gone";
  return service->monitored() ? "monitored" : "off";
}

}  // namespace

Result<SessionsView> view_sessions(const Settings& settings) {
  const auto found = read_sessions(settings.state_directory);
  if (!found) return found.error();
  SessionsView view;
  for (const Error& error : found->damaged) view.notes.push_back(error.message);
  auto adrift = read_substitutes_of(settings.state_directory);
  if (adrift) {
    view.adrift = std::move(*adrift);
  } else {
    view.notes.push_back(adrift.error().message);
  }
  if (found->sessions.empty()) return view;
  const auto status = ask_monit(settings, view.notes);
  for (const SessionRecord& record : found->sessions) {
    SessionView session{record, manager_alive(record), under_way(record), {}};
    for (const SuspendedCheck& check : record.checks) {
      session.states.push_back(state_of(status, check.name));
    }
    (record.state == SessionState::kept ? view.kept : view.sessions).push_back(std::move(session));
  }
  return view;
}

Result<std::vector<std::string>> resumable_sessions(const Settings& settings) {
  const auto found = read_sessions(settings.state_directory);
  if (!found) return found.error();
  std::vector<std::string> ids;
  for (const SessionRecord& record : found->sessions) {
    const bool over = record.state == SessionState::kept || record.state == SessionState::ended;
    if (over || !manager_alive(record)) ids.push_back(record.id);
  }
  return ids;
}

}  // namespace pkgmap
