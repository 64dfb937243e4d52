#include "engine/queries/doctor/off.hpp"

#include <algorithm>

#include "engine/monit/control_file_name.hpp"
#include "engine/queries/sessions.hpp"
#include "engine/queries/unreadable.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kOff = "off";
constexpr std::size_t kMostNames = 6;

// "a, b, c, d, e, f and 2 more"
std::string names_in(const CheckNames& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostNames; ++i) {
    text += (text.empty() ? "" : ", ") + names[i];
  }
  if (names.size() > kMostNames) {
    text += " and " + std::to_string(names.size() - kMostNames) + " more";
  }
  return text;
}

CheckNames leftover_checks(const SessionsView& view) {
  CheckNames names;
  for (const SessionView& session : view.kept) {
    for (const SuspendedCheck& check : session.record.checks) names.push_back(check.name);
  }
  return names;
}

// The checks that are off, without the removed ones.
CheckNames checks_off(const SessionsView& view, const status::Status* status) {
  CheckNames names;
  if (!status) return names;
  for (const status::Service& service : status->services) {
    const bool removed =
        std::any_of(view.removed.begin(), view.removed.end(), [&](const RemovedView& check) {
          return same_name(check.name, service.name) &&
                 same_control_file(check.control_file, status->control_file);
        });
    if (!service.monitored() && !removed) names.push_back(service.name);
  }
  return names;
}

bool any_session(const SessionsView& view, bool (*is)(const SessionView&)) {
  return std::any_of(view.sessions.begin(), view.sessions.end(), is);
}

HostFinding finding_about(const SessionsView& view, const std::vector<monitrc::Check>& checks,
                          const status::Status* status) {
  if (!view.lost.empty()) {
    return {kOff, Health::failed,
            "a guard runs whose session the state directory does not have: its checks may be off",
            "'monit-pkgmap status' names it, 'monit summary' shows what is off"};
  }
  if (!view.damaged.empty()) {
    return {kOff, Health::failed, view.damaged.front().message, view.damaged.front().hint};
  }
  if (any_session(view, [](const SessionView& session) { return session.guard_is_late; })) {
    return {kOff, Health::failed, "the guard of a session is frozen, or waits for a disk",
            "'monit-pkgmap recover' resumes the session once its package manager has ended"};
  }
  if (any_session(view, [](const SessionView& session) { return !session.watched; })) {
    return {kOff, Health::failed, "a session is dead: no process will resume its checks",
            "'monit-pkgmap recover' resumes them"};
  }
  if (const auto kept = leftover_checks(view); !kept.empty()) {
    return {kOff, Health::failed, "could not be resumed: " + names_in(kept),
            "'monit-pkgmap status' says why"};
  }
  if (!view.sessions.empty()) {
    return {kOff, Health::ok, "a session is under way; 'monit-pkgmap status' shows it", {}};
  }
  if (const auto off = checks_off(view, status); !off.empty()) {
    return {kOff, Health::warning, "off, but not suspended by monit-pkgmap: " + names_in(off),
            how_all_come_back(off, checks)};
  }
  return {kOff, Health::ok, status ? "no check is off" : "no check is left suspended", {}};
}

}  // namespace

std::string how_all_come_back(const CheckNames& off, const std::vector<monitrc::Check>& checks) {
  const rules::Dependencies graph(checks);
  rules::CheckSet known;
  CheckNames needed;
  for (const std::string& name : off) {
    const std::size_t check = graph.find(name);
    if (check == graph.size()) needed.push_back(name);  // Only monit has the check.
    if (check != graph.size()) known.push_back(check);
  }
  std::sort(known.begin(), known.end());
  for (const std::size_t check : graph.leaves(known)) needed.push_back(checks[check].name);
  if (needed.size() == off.size()) return "'monit monitor NAME' monitors one again";
  return "'monit monitor NAME', for " + names_in(needed) +
         ", monitors all of them again: it also monitors what NAME depends on, but not what "
         "depends on NAME";
}

std::vector<HostFinding> findings_about_what_is_off(const Settings& settings,
                                                    const std::vector<monitrc::Check>& checks,
                                                    const status::Status* status) {
  const auto view = view_sessions(settings);
  if (!view) {
    return {{kOff, Health::failed, view.error().message, first_hint(view.error(), kStateHint)}};
  }
  std::vector<HostFinding> findings;
  if (const auto removed = names_of(view->removed); !removed.empty()) {
    findings.push_back({"removed", Health::warning,
                        "went with their packages, but monit still has them: " + names_in(removed),
                        "monit reload"});
  }
  findings.push_back(finding_about(*view, checks, status));
  return findings;
}

}  // namespace pkgmap
