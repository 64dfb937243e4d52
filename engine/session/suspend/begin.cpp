#include "engine/session/suspend/begin.hpp"

#include <utility>

#include "engine/session/acts/end_marks.hpp"
#include "engine/session/acts/stale.hpp"
#include "engine/session/host/late_processes.hpp"

namespace pkgmap {

Error ended_meanwhile() {
  return Error{ErrorCode::not_resumed, "the session was resumed while its checks were suspended",
               "monit acts on this transaction: 'monit summary' shows which checks are on"};
}

Result<OpenSessions> open_sessions(const Settings& settings, const Planned& planned, Host& host) {
  auto found = host.open_journal(settings);
  if (!found) return found.error();
  auto journal = std::make_unique<Journal>(std::move(*found));
  auto turn = Turn::take(host, *journal);
  if (!turn) return turn.error();
  remove_end_marks(*journal, host);
  OpenSessions opened{std::move(journal), std::move(*turn), {}};
  if (auto read = read_open_sessions(planned, opened); !read) return read.error();
  const auto late = late_processes_of(dead_sessions(opened.sessions, host), host);
  if (late.empty()) return opened;
  auto ended = opened.turn.pause([&] { static_cast<void>(end_late(late, host)); });
  if (!ended) return ended.error();
  if (auto read = read_open_sessions(planned, opened); !read) return read.error();
  return opened;
}

Done read_open_sessions(const Planned& planned, OpenSessions& opened) {
  auto all = opened.journal->all();
  if (!all) return all.error();
  opened.sessions = sessions_of(std::move(all->sessions), planned.parsed.control_file.path);
  return done();
}

Done begin_session(const Settings& settings, const Journal& journal, Host& host,
                   SessionRecord& record) {
  settings.tell("writing session " + record.id);
  if (auto saved = journal.save(record); !saved) return saved;
  settings.tell("starting the guard");
  if (auto guarded = host.start_guard(settings, record); !guarded) {
    if (auto removed = journal.remove(record.id); !removed) return removed;
    return guarded;
  }
  // The guard has signed, so the journal now returns the record with the guard's pid.
  if (auto guarded = journal.load(record.id)) record = std::move(*guarded);
  return done();
}

}  // namespace pkgmap
