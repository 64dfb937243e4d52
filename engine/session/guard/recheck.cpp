#include "engine/session/guard/recheck.hpp"

#include <algorithm>
#include <utility>

#include "engine/journal/history.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/host/session_settings.hpp"
#include "engine/system/step.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kRecheckEvery{500};
constexpr std::int64_t kMargin = 10;
constexpr std::int64_t kLongestRecheck = 600;

std::int64_t resumed_last(const SessionRecord& record) {
  std::int64_t last = 0;
  for (const ResumedCheck& check : record.results.resumed) last = std::max(last, check.at_usec);
  return last;
}

bool is_time_over(const SessionRecord& record, int poll, Host& host) {
  const std::int64_t patience = std::min<std::int64_t>(2L * poll + kMargin, kLongestRecheck);
  return host.wall_usec() >= resumed_last(record) + patience * kSecond;
}

// A check that waits for its turn (`every`) counts as checked, because monit will not look at it
// soon.
bool was_checked(const status::Status& status, const ResumedCheck& check) {
  constexpr int kWaiting = 4;
  const status::Service* service = status.find(check.name);
  return !service || !service->monitored() || (service->monitor & kWaiting) != 0 ||
         service->collected_usec > check.at_usec;
}

bool all_checked(const status::Status& status, const SessionRecord& record) {
  const auto& resumed = record.results.resumed;
  return std::all_of(resumed.begin(), resumed.end(),
                     [&](const ResumedCheck& check) { return was_checked(status, check); });
}

bool held_by_a_session(const std::vector<SessionRecord>& sessions, const std::string& check) {
  return std::any_of(sessions.begin(), sessions.end(),
                     [&](const SessionRecord& session) { return holds(session, check); });
}

std::vector<SuspendedCheck> off_again(const status::Status& status, const SessionRecord& record,
                                      const std::vector<SessionRecord>& sessions) {
  std::vector<SuspendedCheck> found;
  for (const ResumedCheck& check : record.results.resumed) {
    const status::Service* service = status.find(check.name);
    if (!service || !service->settled_off() || held_by_a_session(sessions, check.name)) continue;
    SuspendedCheck off;
    off.name = check.name;
    off.kept_reason = kOffAgain;
    off.off_usec = check.at_usec;
    off.went_off_again = true;
    found.push_back(std::move(off));
  }
  return found;
}

void log_off_again(const SessionRecord& record, const std::vector<SuspendedCheck>& off,
                   Host& host) {
  for (const SuspendedCheck& check : off) {
    host.log({LogEntry::Level::warning,
              "'" + check.name + "' is off again after it was resumed",
              {{"MONIT_PKGMAP_SESSION", record.id}, {"MONIT_PKGMAP_CHECKS", check.name}}});
  }
}

void conclude(const Journal& journal, SessionRecord record, const status::Status& status,
              Host& host) {
  const auto locked = lock(host, journal);
  if (!locked || !journal.has_recheck(record.id)) return;
  const auto all = journal.all();
  if (!all) return;
  const auto off = off_again(status, record, sessions_of(all->sessions, record.control_file));
  if (!off.empty()) {
    // The session may have kept other checks, too.
    if (auto kept = journal.load(record.id)) record = std::move(*kept);
    record.checks.insert(record.checks.end(), off.begin(), off.end());
    std::erase_if(record.results.resumed,
                  [&](const ResumedCheck& check) { return record.find(check.name) != nullptr; });
    record.state = SessionState::kept;
    record.unverified = false;
    if (!journal.save(record)) return;
    static_cast<void>(add_to_history(journal.store(), record, host.wall_usec() / kSecond));
    log_off_again(record, off, host);
  }
  static_cast<void>(journal.remove_recheck(record.id));
}

// Returns true if there is no need to wait any longer.
bool look_once(const Settings& settings, const Journal& journal, const std::string& session,
               Host& host) {
  if (!journal.has_recheck(session)) return true;
  const auto record = journal.load_recheck(session);
  if (!record) return static_cast<bool>(journal.remove_recheck(session));
  const auto parsed = host.read_control_file(settings_of(settings, *record));
  if (!parsed) return true;
  const auto monit = host.connect(settings, parsed->control_file);
  if (!monit) return true;
  const auto status = (*monit)->status();
  if (!status) return is_time_over(*record, 0, host);
  if (!all_checked(*status, *record) && !is_time_over(*record, status->poll, host)) return false;
  conclude(journal, *record, *status, host);
  return true;
}

}  // namespace

void recheck(const Settings& settings, const std::string& session, Host& host,
             const std::function<bool()>& enough) {
  const auto journal = host.open_journal(settings);
  if (!journal) return;
  while (!look_once(settings, *journal, session, host)) {
    if (enough()) return;
    const UntoldSteps again;
    host.sleep(kRecheckEvery);
  }
}

void recheck_what_is_due(const Settings& settings, Host& host) {
  const auto journal = host.open_journal(settings);
  if (!journal) return;
  for (const std::string& session : journal->rechecks()) {
    static_cast<void>(look_once(settings, *journal, session, host));
  }
}

}  // namespace pkgmap
