#include "engine/session/suspend/stop_monit.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/outcome_log.hpp"
#include "engine/session/suspend/begin.hpp"
#include "engine/session/suspend/contents.hpp"

namespace pkgmap {
namespace {

SessionRecord record_of(const Settings& settings, const Transaction& transaction,
                        const Planned& planned, const StoppedMonit& monit, Host& host) {
  SessionRecord record = new_record(settings, transaction, planned, {}, host);
  record.stopped = monit;
  return record;
}

const SessionRecord* who_stopped_it(const std::vector<SessionRecord>& sessions, Host& host) {
  for (const SessionRecord& session : sessions) {
    if (session.stopped && under_way(session, host)) return &session;
  }
  return nullptr;
}

SuspendOutcome outcome_of(const SessionRecord& record, const Planned& planned) {
  SuspendOutcome outcome = new_outcome(planned);
  outcome.session = record.id;
  outcome.packages = record.packages;
  return outcome;
}

Error not_running() {
  return Error{ErrorCode::monit, "monit does not run, so nothing is suspended"};
}

}  // namespace

Result<SuspendOutcome> suspend_by_stopping(const Settings& settings, const Transaction& transaction,
                                           const Planned& planned, Host& host) {
  FileLook reading(host, settings);
  read_contents_ahead(settings, planned.parsed.control_file, reading, host);
  auto opened = open_sessions(settings, planned, host);
  if (!opened) return opened.error();
  const Journal& journal = *opened->journal;
  const std::vector<SessionRecord>& sessions = opened->sessions;
  const SessionRecord* stopper = who_stopped_it(sessions, host);
  const auto monit = stopper ? stopper->stopped : host.identify(planned.parsed.control_file);
  if (!monit) return not_running();
  SessionRecord record = record_of(settings, transaction, planned, *monit, host);
  LookedAt look;
  if (!stopper) look.read_at = host.began(monit->start_time);
  auto noted = note_contents(settings, planned.parsed, look, sessions, journal, reading, host);
  if (!noted) return noted.error();
  record.good = std::move(*noted);
  if (auto begun = begin_session(settings, journal, host, record); !begun) return begun.error();
  settings.tell("stopping monit");
  // If another session stops it, this one waits for the end, too.
  Done stopped = done();
  const Done turn = opened->turn.pause([&] { stopped = host.stop(*monit); });
  SuspendOutcome outcome = outcome_of(record, planned);
  if (!turn) {
    outcome.trouble = turn.error();
  } else if (!read_again(journal, is_open, record)) {
    outcome.trouble = ended_meanwhile();
  } else if (!stopped) {
    // monit may end later, so the session stays: its resume waits for the end and starts monit.
    outcome.trouble = stopped.error();
  }
  if (outcome.trouble) {
    outcome.not_suspended = names_of(record.checks);
    host.log(entry_of(record, outcome));
    return outcome;
  }
  outcome.stopped_monit = true;
  for (SuspendedCheck& check : record.checks) {
    outcome.suspended.push_back(check.name);
    check.off_usec = host.wall_usec();
  }
  record.state = SessionState::suspended;
  if (auto saved = journal.save(record); !saved) outcome.trouble = saved.error();
  host.log(entry_of(record, outcome));
  return outcome;
}

}  // namespace pkgmap
