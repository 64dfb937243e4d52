#include "engine/session/suspend/unmonitor.hpp"

#include <algorithm>

#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/acts/in_turn.hpp"
#include "engine/session/outcome_log.hpp"
#include "engine/session/suspend/begin.hpp"
#include "parsers/monitrc/model/timeouts.hpp"

namespace pkgmap {
namespace {

using rules::Decision;
using std::chrono::milliseconds;

// The longest time that monit may be busy before it comes to a request, as the control file says: a
// longer wait would be useless. The policy's `wait` is the upper bound.
milliseconds patience(const Planned& planned, const rules::Policy& policy, std::size_t named) {
  constexpr std::int64_t kMargin = 5'000;
  const monitrc::ControlFile& file = planned.parsed.control_file;
  const std::int64_t mails =
      monitrc::longest_delivery_ms(file) * static_cast<std::int64_t>(named + 1);
  const milliseconds longest{monitrc::longest_cycle_ms(file) + mails + kMargin};
  return std::min(longest, milliseconds(policy.wait));
}

Result<Acted> unmonitor(Host& host, MonitClient& monit, const Settings& settings,
                        const Planned& planned, Turn& turn, const Journal& journal,
                        SessionRecord& record) {
  const rules::CheckSet set = planned.plan.with(Decision::suspend);
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto roots = names_in(graph.roots(set), planned);
  const auto daemon = host.daemon(planned.parsed.control_file, monit);
  return act_until_true(host, monit, daemon ? &*daemon : nullptr,
                        {MonitClient::Verb::unmonitor, roots, names_in(set, planned),
                         patience(planned, settings.policy, roots.size())},
                        waiting_with(turn, journal, is_open, record));
}

SuspendOutcome outcome_of(const SessionRecord& record, const Planned& planned,
                          const Result<Acted>& acted) {
  SuspendOutcome outcome = new_outcome(planned);
  outcome.session = record.id;
  outcome.packages = record.packages;
  if (acted && !acted->over) {
    outcome.suspended = acted->done;
    outcome.not_suspended = acted->late;
    for (const std::string& name : acted->taken) {
      outcome.notes.push_back("'" + name + "' stays monitored: somebody monitored it meanwhile");
    }
  } else {
    outcome.trouble = acted ? ended_meanwhile() : acted.error();
    outcome.not_suspended = names_of(record.checks);
  }
  return outcome;
}

// monit's cascade follows the control file that monit has read, which may differ from the one on
// disk.
void add_cascade_of_monit(Host& host, const Journal& journal, const status::Status& now,
                          const status::Status& before, const Planned& planned,
                          SessionRecord& record, SuspendOutcome& outcome) {
  record.unrelated.clear();
  const rules::Dependencies graph = rules::dependencies_of(planned.facts);
  const auto roots = names_in(graph.roots(planned.plan.with(Decision::suspend)), planned);
  for (const std::string& name :
       add_seen_cascade(host, journal, before, now, planned.checks(), roots, record)) {
    outcome.suspended.push_back(name);
    outcome.notes.push_back("monit took '" + name +
                            "' along; its control file was changed since monit read it");
  }
}

// Returns nullopt if this process may not act any more; `acted` then says so, too.
Result<std::optional<status::Status>> status_after(Host& host, Turn& turn, MonitClient& monit,
                                                   const std::function<bool()>& again,
                                                   Result<Acted>& acted) {
  using Now = Result<std::optional<status::Status>>;
  const bool over = !turn.is_held() || (acted && acted->over);
  Now now = over ? Now(std::optional<status::Status>{}) : status_in_turn(host, turn, monit, again);
  if (acted && now && !*now) acted->over = true;
  if (acted && !turn.is_held() && !now) acted = now.error();
  return now;
}

}  // namespace

SuspendOutcome unmonitor_planned(Host& host, const Settings& settings, Turn& turn,
                                 const Journal& journal, MonitClient& monit, const Planned& planned,
                                 const status::Status& status, SessionRecord& record) {
  settings.tell("asking monit to unmonitor");
  // A person may have monitored a check since the first look.
  const auto just_before = monit.status();
  auto acted = unmonitor(host, monit, settings, planned, turn, journal, record);
  const auto again = [&] { return read_again(journal, is_open, record); };
  const auto now = status_after(host, turn, monit, again, acted);
  if (!turn.is_held() || (now && !*now)) {
    SuspendOutcome outcome = outcome_of(record, planned, acted);
    host.log(entry_of(record, outcome));
    return outcome;
  }
  const status::Status& before = acted ? acted->before : just_before ? *just_before : status;
  if (record.incarnation != before.incarnation) forget_learned_prerequisites(planned, record);
  record.incarnation = before.incarnation;
  record.state = SessionState::suspended;
  if (acted) note_off(acted->done, host.wall_usec(), record);
  SuspendOutcome outcome = outcome_of(record, planned, acted);
  if (now) {
    add_cascade_of_monit(host, journal, **now, before, planned, record, outcome);
  } else if (!outcome.trouble) {
    outcome.trouble = now.error();
  }
  if (auto saved = journal.save(record); !saved && !outcome.trouble) {
    outcome.trouble = saved.error();
  }
  host.log(entry_of(record, outcome));
  return outcome;
}

}  // namespace pkgmap
