#include "engine/session/guard/file_recovery_context.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/session/acts/gate.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/acts/shown.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "rules/cascade.hpp"
#include "rules/dependencies.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::file_recovery {
namespace {

bool is_held(const Context& context, const std::string& check) {
  return std::any_of(context.sessions.begin(), context.sessions.end(),
                     [&](const SessionRecord& session) { return holds(session, check); });
}

void look_at_files(const Journal& journal, FileLook& reading, Host& host, Context& context) {
  const monitrc::ControlFile& control_file = context.parsed.control_file;
  LookScene seen{control_file,           &context.status, context.monit.get(),
                 context.database.get(), context.records, context.substitutes};
  for (const SessionRecord& session : context.sessions) add_suspended(session, seen);
  context.files = reading.look(seen);
  if (context.files.trouble) return;
  keep_records(context.files, control_file.path, host.wall_usec(), Agreed{}, context.records);
  // If the records cannot be written, the next look finds the same again.
  static_cast<void>(context.records.write(journal.store()));
}

// As far as monit's status says it, without a page.
bool shows_what_is_not_recorded(const monitrc::Check& check, const status::Service& service,
                                const status::Status& status, const rules::ContentRecord* record) {
  if (!record) return true;
  if (!service.monitored()) return false;
  if (rules::is_known(record->noted)) return true;
  const bool another = record->incarnation != status.incarnation;
  if (rules::checksum_test(check)->trigger == monitrc::Trigger::failed) return another;
  const rules::ShownBaseline shown = shown_of_changed(service, status);
  if (!rules::is_known(shown.digests)) return false;
  return another || rules::compare(shown.digests, record->digests) != rules::Alike::same;
}

SuspendedCheck switched_off(const monitrc::Check& check, std::size_t number, const Context& context,
                            Host& host) {
  const rules::Dependencies graph(context.checks());
  SuspendedCheck mine;
  mine.name = check.name;
  for (const std::size_t prerequisite : graph.up_closure(graph.parents(number))) {
    mine.prerequisites.push_back(context.checks()[prerequisite].name);
  }
  mine.off_usec = host.wall_usec();
  return mine;
}

}  // namespace

Result<Context> look(const Settings& settings, const Journal& journal, Turn& turn,
                     FileLook& reading, Host& host) {
  Context context;
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  context.parsed = std::move(*parsed);
  if (auto understood = require_parsed(context.parsed); !understood) return understood.error();
  auto monit = host.connect(settings, context.parsed.control_file);
  if (!monit) return monit.error();
  context.monit = std::move(*monit);
  const AtOnce at_once(*context.monit);
  auto status = status_in_turn(host, turn, *context.monit);
  if (!status) return status.error();
  context.status = std::move(**status);
  auto database = host.packages(settings);
  if (!database) return database.error();
  context.database = std::move(*database);
  const auto substitutes = known_substitutes(journal.store(), context.parsed);
  if (!substitutes) return substitutes.error();
  context.substitutes = substitutes_of(context.parsed.control_file.path, *substitutes);
  auto all = journal.all();
  if (!all) return all.error();
  context.sessions = sessions_of(std::move(all->sessions), context.parsed.control_file.path);
  auto records = ContentRecords::read(journal.store());
  if (!records) return records.error();
  context.records = std::move(*records);
  look_at_files(journal, reading, host, context);
  if (context.files.trouble) return *context.files.trouble;
  return context;
}

bool is_look_due(const monitrc::ControlFile& control_file, const status::Status& status,
                 const ContentRecords& records) {
  return std::any_of(
      control_file.checks.begin(), control_file.checks.end(), [&](const monitrc::Check& check) {
        const status::Service* service = status.find(check.name);
        return service && rules::needs_rebaseline(check) &&
               shows_what_is_not_recorded(check, *service, status,
                                          records.find(control_file.path, check.name, check.path));
      });
}

bool is_off(const Context& context, const std::string& check) {
  const status::Service* service = context.status.find(check);
  return service && service->settled_off() && !is_held(context, check);
}

CheckNames taken_along(const Context& context, const std::string& check) {
  const rules::Dependencies graph(context.checks());
  const std::size_t root = graph.find(check);
  if (root == graph.size()) return {};
  std::vector<rules::LastTests> tests;
  for (const monitrc::Check& one : context.checks()) {
    const status::Service* service = context.status.find(one.name);
    tests.push_back(service ? rules::last_tests_of(*service, context.status.poll)
                            : rules::LastTests{});
  }
  CheckNames names;
  for (const std::size_t taken : rules::taken_along(graph, root, tests)) {
    const std::string& name = context.checks()[taken].name;
    if (is_off(context, name)) names.push_back(name);
  }
  return names;
}

void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record) {
  for (std::size_t number = 0; number < context.checks().size(); ++number) {
    const monitrc::Check& check = context.checks()[number];
    if (!same_name(check.name, name) || record.find(check.name)) continue;
    record.checks.push_back(switched_off(check, number, context, host));
  }
}

SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host) {
  SessionRecord record;
  record.id = new_session_id();
  record.manager = manager;
  record.boot_id = host.boot();
  begin_lease(record, settings.policy.lease, host);
  record.settle_seconds = 0;
  record.control_file = context.parsed.control_file.path;
  record.monit_id = context.status.id;
  record.incarnation = context.status.incarnation;
  record.state = SessionState::transaction_ended;
  // This process stands for the guard: when it has ended, the session is dead.
  record.guard_pid = host.own_pid();
  record.guard_start_time = host.start_time(record.guard_pid).value_or(0);
  return record;
}

}  // namespace pkgmap::file_recovery
