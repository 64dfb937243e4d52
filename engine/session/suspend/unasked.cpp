#include "engine/session/suspend/unasked.hpp"

#include <algorithm>
#include <utility>

#include "engine/session/acts/stale.hpp"
#include "engine/session/acts/what_monit_read.hpp"
#include "engine/session/outcome_log.hpp"
#include "engine/session/suspend/begin.hpp"
#include "engine/session/suspend/contents.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

int start_delay_of(const Planned& planned) {
  const auto& daemon = planned.parsed.control_file.daemon;
  return daemon ? daemon->start_delay_seconds : 0;
}

Error silence(const Planned& planned, const StoppedMonit& monit, Error why, bool nobody_listens) {
  const std::string process = "monit (process " + std::to_string(monit.pid) + ")";
  if (const int delay = start_delay_of(planned); nobody_listens && delay > 0) {
    why.message = process + " does not answer yet: it is in its start delay of " +
                  std::to_string(delay) + " s";
  } else if (nobody_listens) {
    why.message = process + " runs, but nobody listens where its control file says";
  } else if (!why.hint.empty()) {
    why.message += " (" + why.hint + ")";
  }
  return why;
}

// The checks of the plan that the session has not suspended, as far as anybody can know while monit
// is silent: somebody may have switched them off.
CheckNames not_suspended_by(const SessionRecord& session, const Planned& planned) {
  auto names = names_in(planned.plan.with(rules::Decision::suspend), planned);
  std::erase_if(names, [&](const std::string& name) {
    const SuspendedCheck* check = session.find(name);
    return check && check->off_usec != 0;
  });
  return names;
}

// Joins a session that has asked monit: whether another check was off before, monit cannot tell
// now, so the session keeps the checks that it has.
Result<SuspendOutcome> join_asked(const Journal& journal, const SessionRecord& before,
                                  const Transaction& transaction, const Planned& planned,
                                  Error silent, Host& host) {
  const SessionRecord session = joined_by(transaction, before);
  if (auto saved = save_joined(journal, before, session); !saved) return saved.error();
  SuspendOutcome outcome = new_outcome(planned);
  outcome.session = session.id;
  outcome.packages = session.packages;
  outcome.not_suspended = not_suspended_by(session, planned);
  if (outcome.not_suspended.empty()) return outcome;
  silent.message +=
      ", so it was not asked to suspend " + counted(outcome.not_suspended.size(), "check");
  outcome.trouble = std::move(silent);
  host.log(entry_of(session, outcome));
  return outcome;
}

// monit has read what stands there unchanged since it began.
void note_unasked_contents(const Settings& settings, const std::vector<SessionRecord>& sessions,
                           const Journal& journal, Host& host, const Planned& planned,
                           std::int64_t began, FileLook& reading, SessionRecord& record,
                           SuspendOutcome& outcome) {
  auto noted = note_contents(settings, planned.parsed, {nullptr, nullptr, began}, sessions, journal,
                             reading, host);
  if (noted) record.good = std::move(*noted);
  if (!noted) outcome.notes.push_back(noted.error().message);
}

// After a boot, monit begins with a check on unless its `onreboot` says otherwise.
void note_what_begins_on(const Planned& planned, std::int64_t began, Host& host,
                         SessionRecord& record) {
  if (record.start_delay == 0 || planned.mistake) return;
  if (!has_read(planned.parsed.control_file, began, host)) return;
  const auto otherwise =
      planned.parsed.control_file.settings.onreboot.value_or(monitrc::OnReboot::start);
  for (SuspendedCheck& mine : record.checks) {
    mine.begins_on = std::any_of(
        planned.checks().begin(), planned.checks().end(), [&](const monitrc::Check& check) {
          return same_name(check.name, mine.name) &&
                 check.onreboot.value_or(otherwise) == monitrc::OnReboot::start;
        });
  }
}

}  // namespace

Result<SuspendOutcome> begin_unasked(const Settings& settings, const Transaction& transaction,
                                     Planned& planned, const Error& why, bool nobody_listens,
                                     Host& host) {
  const auto monit = host.identify(planned.parsed.control_file);
  if (!monit) return why;
  const std::int64_t began = host.began(monit->start_time);
  // Their guards leave to this session what it holds, and resume the rest when monit answers.
  guard_dead_sessions(settings, host);
  FileLook reading(host, settings);
  read_contents_ahead(settings, planned.parsed.control_file, reading, host);
  const auto opened = open_sessions(settings, planned, host);
  if (!opened) return opened.error();
  const Journal& journal = *opened->journal;
  const std::vector<SessionRecord>& sessions = opened->sessions;
  const SessionRecord* joined = session_to_join(sessions, transaction, host);
  if (joined) planned.warnings.clear();  // Whoever began the session has said them.
  Error silent = silence(planned, *monit, why, nobody_listens);
  if (joined && !joined->unasked) {
    return join_asked(journal, *joined, transaction, planned, std::move(silent), host);
  }
  SuspendOutcome outcome = new_outcome(planned);
  SessionRecord record;
  if (joined) {
    record = joined_by(transaction, *joined);
    add_plan(planned, settings.policy, host, record);
  } else {
    record = new_record(settings, transaction, planned, {}, host);
    record.unasked = true;
    record.start_delay = nobody_listens ? start_delay_of(planned) : 0;
    record.monit_began = record.start_delay != 0 ? began : 0;
    note_unasked_contents(settings, sessions, journal, host, planned, began, reading, record,
                          outcome);
  }
  note_what_begins_on(planned, began, host, record);
  learn_from(sessions, record);
  settings.tell("beginning a session that waits for monit");
  const Done begun = joined ? journal.save(record) : begin_session(settings, journal, host, record);
  if (!begun) return begun.error();
  outcome.session = record.id;
  outcome.packages = record.packages;
  outcome.not_suspended = names_of(record.checks);
  silent.message += "; checks are suspended as soon as it answers";
  outcome.trouble = std::move(silent);
  outcome.told = joined && joined->checks.size() == record.checks.size();
  if (!outcome.told) host.log(entry_of(record, outcome));
  return outcome;
}

}  // namespace pkgmap
