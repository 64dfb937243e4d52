#include "engine/session/guard/overdue.hpp"

#include <utility>

#include "engine/session/acts/stale.hpp"
#include "engine/session/host/session_settings.hpp"

namespace pkgmap {
namespace {

// Since when the package manager has ended, as the guard's heartbeat says; 0: it has not.
std::int64_t alone_since(const SessionRecord& record, Host& host) {
  const auto beat = host.heartbeat(record.guard_pid);
  const bool its_own =
      beat && beat->start_time == record.guard_start_time && beat->boot_id == record.boot_id;
  return its_own ? beat->alone_usec : 0;
}

// Returns an empty text if the session is in time.
std::string why_overdue(const Settings& settings, const SessionRecord& record, Host& host) {
  if (is_late(guard_of(record), host)) return "its guard is frozen, or waits for a disk";
  if (lease_is_over(record, host)) return "its lease is over";
  const std::int64_t settle = settings.settle ? settings.settle->count() : record.settle_seconds;
  const std::int64_t alone = alone_since(record, host);
  if (alone != 0 && host.steady_usec() > alone + settle * kSecond) {
    return "its package manager has been gone for more than " + std::to_string(settle) + " s";
  }
  return {};
}

CheckNames checks_that_are_off(const Settings& settings, const SessionRecord& record, Host& host) {
  CheckNames off;
  const auto parsed = host.read_control_file(settings_of(settings, record));
  auto monit = parsed ? host.connect(settings, parsed->control_file)
                      : Result<std::unique_ptr<MonitClient>>(parsed.error());
  const auto status = monit ? (*monit)->status() : Result<status::Status>(monit.error());
  for (const SuspendedCheck& check : record.checks) {
    const status::Service* service = status ? status->find(check.name) : nullptr;
    const bool gone = status && !service;
    if (!gone && (!service || !service->monitored())) off.push_back(check.name);
  }
  return off;
}

}  // namespace

std::vector<Overdue> overdue_sessions(const Settings& settings,
                                      const std::vector<SessionRecord>& sessions, Host& host) {
  std::vector<Overdue> found;
  for (const SessionRecord& record : sessions) {
    if (record.state == SessionState::kept || never_began(record) || is_dead(record, host))
      continue;
    std::string reason = why_overdue(settings, record, host);
    if (reason.empty()) continue;
    auto off = checks_that_are_off(settings, record, host);
    if (off.empty()) continue;
    const bool late = is_late(guard_of(record), host);
    found.push_back({record.id, std::move(off), std::move(reason), late});
  }
  return found;
}

}  // namespace pkgmap
