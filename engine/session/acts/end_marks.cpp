#include "engine/session/acts/end_marks.hpp"

#include <algorithm>

#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

// A package manager that runs for days does not keep its marks so long.
constexpr std::int64_t kKeptSeconds = 24L * 3600;

// A guard, or a process that waits in the middle of a resume.
bool others_act(const Journal& journal, Host& host) {
  const auto beats = all_heartbeats(journal.store());
  return std::any_of(beats.begin(), beats.end(), [&](const Heartbeat& beat) {
    return beat.pid != host.own_pid() && exists({beat.pid, beat.start_time, beat.boot_id}, host);
  });
}

bool hook_may_come(const SessionRecord& record, Host& host) {
  return !record.hooks.empty() && record.guard_pid != 0 && manager_alive(record, host) &&
         host.wall_usec() / kSecond <= record.until + kKeptSeconds;
}

}  // namespace

void remove_end_marks(const Journal& journal, Host& host, const std::string& own) {
  const auto over = journal.over();
  if (over.empty() || others_act(journal, host)) return;
  const UntoldSteps sweeping;
  for (const SessionRecord& record : over) {
    const bool guard_may_look = record.id != own && exists(guard_of(record), host);
    if (guard_may_look || hook_may_come(record, host)) continue;
    static_cast<void>(journal.remove_end_mark(record.id));
  }
}

}  // namespace pkgmap
