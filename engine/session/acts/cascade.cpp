#include "engine/session/acts/cascade.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/watchers.hpp"
#include "rules/dependencies.hpp"

namespace pkgmap {
namespace {

bool stays_monitored(const status::Service& service) {
  constexpr int kPendingUnmonitor = 5;
  return service.monitored() && service.pending_action != kPendingUnmonitor;
}

SuspendedCheck cascaded_check(Host& host, const std::string& name,
                              const std::vector<monitrc::Check>& checks,
                              const std::vector<std::string>& roots) {
  SuspendedCheck taken;
  taken.name = name;
  taken.prerequisites = roots;
  taken.off_usec = host.wall_usec();
  for (const monitrc::Check& check : checks) {
    if (monitrc::same_name(check.name, name)) taken.process_ran = host.runs(check, 0);
  }
  return taken;
}

}  // namespace

std::vector<std::string> add_expected_cascade(Host& host, const status::Status& now,
                                              const std::vector<monitrc::Check>& checks,
                                              const std::vector<std::string>& roots,
                                              SessionRecord& record) {
  const rules::Dependencies graph(checks);
  rules::CheckSet named;
  for (const std::string& root : roots) {
    if (const std::size_t check = graph.find(root); check < graph.size()) named.push_back(check);
  }
  std::vector<std::string> added;
  for (const std::size_t check : graph.down_closure(named)) {
    const std::string& name = checks[check].name;
    const status::Service* service = now.find(name);
    if (!service || !stays_monitored(*service) || record.find(name)) continue;
    record.checks.push_back(cascaded_check(host, name, checks, roots));
    added.push_back(name);
  }
  return added;
}

std::vector<std::string> add_seen_cascade(Host& host, const status::Status& before,
                                          const status::Status& now,
                                          const std::vector<monitrc::Check>& checks,
                                          const std::vector<std::string>& roots,
                                          SessionRecord& record) {
  std::vector<std::string> added;
  for (const status::Service& service : now.services) {
    const status::Service* was = before.find(service.name);
    if (!was || !stays_monitored(*was) || stays_monitored(service)) continue;
    if (record.find(service.name)) continue;
    record.checks.push_back(cascaded_check(host, service.name, checks, roots));
    added.push_back(service.name);
  }
  return added;
}

std::vector<std::string> monitored_unrelated(const status::Status& now,
                                             const SessionRecord& record) {
  std::vector<std::string> names;
  for (const status::Service& service : now.services) {
    if (stays_monitored(service) && !record.find(service.name)) names.push_back(service.name);
  }
  return names;
}

std::vector<std::string> add_unseen_cascade(const SessionRecord& from, const status::Status& now,
                                            const std::vector<SessionRecord>& sessions,
                                            SessionRecord& record) {
  std::vector<std::string> added;
  for (const std::string& name : from.unrelated) {
    const status::Service* service = now.find(name);
    if (!service || stays_monitored(*service) || record.find(name)) continue;
    if (std::any_of(sessions.begin(), sessions.end(),
                    [&](const SessionRecord& session) { return holds(session, name); })) {
      continue;
    }
    SuspendedCheck unseen;
    unseen.name = name;
    unseen.kept_reason = kUnseen;
    unseen.went_off_again = true;
    record.checks.push_back(std::move(unseen));
    added.push_back(name);
  }
  return added;
}

}  // namespace pkgmap
