#include "engine/session/guard/file_recovery_context.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/gather.hpp"
#include "engine/integrity/baselines.hpp"
#include "engine/journal/known_baselines.hpp"
#include "engine/journal/substitutes.hpp"
#include "engine/session/acts/substitutes.hpp"
#include "rules/dependencies.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap::file_recovery {
namespace {

bool is_held(const Context& context, const std::string& check) {
  return std::any_of(context.sessions.begin(), context.sessions.end(),
                     [&](const SessionRecord& session) { return session.find(check) != nullptr; });
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

Result<Context> look(const Settings& settings, const Journal& journal, Host& host) {
  Context context;
  auto parsed = host.read_control_file(settings);
  if (!parsed) return parsed.error();
  context.parsed = std::move(*parsed);
  if (auto understood = require_parsed(context.parsed); !understood) return understood.error();
  auto monit = host.connect(settings, context.parsed.control_file);
  if (!monit) return monit.error();
  context.monit = std::move(*monit);
  auto status = context.monit->status();
  if (!status) return status.error();
  context.status = std::move(*status);
  auto database = host.packages(settings);
  if (!database) return database.error();
  context.database = std::move(*database);
  context.baselines = held_baselines(context.checks(), *context.monit, context.status);
  fill_in_known(journal.store(), context.baselines);
  auto substitutes = read_substitutes(journal.store());
  if (!substitutes) return substitutes.error();
  context.substitutes = substitutes_of(context.parsed.control_file.path, *substitutes);
  auto all = journal.all();
  if (!all) return all.error();
  context.sessions = sessions_of(std::move(all->sessions), context.parsed.control_file.path);
  return context;
}

bool is_off(const Context& context, const std::string& check) {
  const status::Service* service = context.status.find(check);
  return service && service->settled_off() && !is_held(context, check);
}

bool saw_its_file(const Context& context, const monitrc::Check& check, Host& host) {
  const status::Service* service = context.status.find(check.name);
  const auto changed = host.changed_usec(check.path);
  return service && changed && service->collected_usec >= *changed;
}

bool switches_itself_off(const monitrc::Check& check) {
  const monitrc::Test* test = rules::checksum_test(check);
  return test && test->action.kind == monitrc::ActionKind::unmonitor;
}

void add_check(const Context& context, const std::string& name, Host& host, SessionRecord& record) {
  for (std::size_t number = 0; number < context.checks().size(); ++number) {
    const monitrc::Check& check = context.checks()[number];
    if (!monitrc::same_name(check.name, name) || record.find(check.name)) continue;
    record.checks.push_back(switched_off(check, number, context, host));
  }
}

SessionRecord new_session(const char* manager, const Settings& settings, const Context& context,
                          Host& host) {
  SessionRecord record;
  record.id = new_session_id();
  record.manager = manager;
  record.boot_id = host.boot();
  constexpr std::int64_t kSecond = 1'000'000;
  record.since = host.wall_usec() / kSecond;
  record.until = record.since + settings.policy.lease.count();
  record.settle_seconds = 0;
  record.control_file = context.parsed.control_file.path;
  record.monit_id = context.status.id;
  record.incarnation = context.status.incarnation;
  record.state = SessionState::ended;
  // Whoever finds us dead finds the session dead.
  record.guard_pid = host.own_pid();
  record.guard_start_time = host.start_time(record.guard_pid).value_or(0);
  record.baselines = context.baselines;
  return record;
}

}  // namespace pkgmap::file_recovery
