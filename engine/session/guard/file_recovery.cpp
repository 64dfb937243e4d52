#include "engine/session/guard/file_recovery.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "engine/session/guard/file_recovery_context.hpp"

namespace pkgmap {
namespace {

using file_recovery::Context;
using rules::SubstituteCheck;

const monitrc::Check* find_check(const Context& context, const std::string& name) {
  for (const monitrc::Check& check : context.checks()) {
    if (monitrc::same_name(check.name, name)) return &check;
  }
  return nullptr;
}

// A check that went off over its good content comes back with the end of the alarm, and with it
// what went off along with it.
void add_what_went_off(const Context& context, const SubstituteCheck& one, Host& host,
                       SessionRecord& record) {
  file_recovery::add_check(context, one.check, host, record);
  for (const std::string& name : one.dependents) {
    if (file_recovery::is_off(context, name)) file_recovery::add_check(context, name, host, record);
  }
}

// The names of those that are on and would switch themselves off before monit has taken the good
// content for good: they are suspended until then.
std::vector<std::string> add_checks_of(const Context& context,
                                       const std::vector<SubstituteCheck>& over, Host& host,
                                       SessionRecord& record) {
  std::vector<std::string> on;
  for (const SubstituteCheck& one : over) {
    const monitrc::Check* check = find_check(context, one.check);
    if (!check || !one.monitored || !file_recovery::switches_itself_off(*check)) continue;
    const status::Service* service = context.status.find(check->name);
    if (file_recovery::is_off(context, check->name) &&
        file_recovery::saw_its_file(context, *check, host)) {
      add_what_went_off(context, one, host, record);
    } else if (service && service->monitored()) {
      file_recovery::add_check(context, check->name, host, record);
      on.push_back(check->name);
    }
  }
  add_expected_cascade(host, context.status, context.checks(), on, record);
  return on;
}

// What cannot be suspended is on, and if it goes off by itself somebody is told by monit.
void suspend(const Context& context, const std::vector<std::string>& roots, Host& host,
             const SessionRecord& record) {
  if (roots.empty()) return;
  constexpr std::chrono::milliseconds kBound{10'000};
  Order order{MonitClient::Verb::unmonitor, roots, {}, kBound, {}};
  for (const SuspendedCheck& check : record.checks) order.expect.push_back(check.name);
  const auto daemon = host.daemon(context.parsed.control_file, *context.monit);
  static_cast<void>(act_until_true(host, *context.monit, daemon ? &*daemon : nullptr, order));
}

// Whoever resumes that session sees to the alarms, too.
bool is_under_way(const Context& context) {
  return std::any_of(context.sessions.begin(), context.sessions.end(),
                     [](const SessionRecord& other) { return other.state != SessionState::kept; });
}

}  // namespace

Result<std::optional<SessionRecord>> begin_file_recovery(const Settings& settings, Host& host) {
  std::optional<SessionRecord> none;
  const auto seen = host.substitutes(settings);
  if (!seen) return seen.error();
  if (seen->empty()) return none;
  auto journal = host.open_journal(settings);
  if (!journal) return journal.error();
  const auto locked = lock(host, *journal);
  if (!locked) return locked.error();
  auto context = file_recovery::look(settings, *journal, host);
  if (!context) return context.error();
  std::vector<SubstituteCheck> over = context->substitutes;
  std::erase_if(over, [&](const SubstituteCheck& one) {
    return !is_good_again(host, one, context->database.get());
  });
  if (over.empty() || is_under_way(*context)) return none;
  SessionRecord record = file_recovery::new_session(kFileRecovery, settings, *context, host);
  const auto on = add_checks_of(*context, over, host, record);
  if (auto saved = journal->save(record); !saved) return saved.error();
  suspend(*context, on, host, record);
  return std::optional<SessionRecord>(std::move(record));
}

}  // namespace pkgmap
