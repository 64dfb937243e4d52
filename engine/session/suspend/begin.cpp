#include "engine/session/suspend/begin.hpp"

#include <utility>

#include "engine/session/acts/end_marks.hpp"

namespace pkgmap {

Result<OpenSessions> open_sessions(const Settings& settings, const Planned& planned, Host& host) {
  auto opened = host.open_journal(settings);
  if (!opened) return opened.error();
  auto journal = std::make_unique<Journal>(std::move(*opened));
  auto turn = Turn::take(host, *journal);
  if (!turn) return turn.error();
  remove_end_marks(*journal, host);
  auto all = journal->all();
  if (!all) return all.error();
  auto sessions = sessions_of(std::move(all->sessions), planned.parsed.control_file.path);
  return OpenSessions{std::move(journal), std::move(*turn), std::move(sessions)};
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
  // The guard has written its pid into the record.
  if (auto guarded = journal.load(record.id)) record = std::move(*guarded);
  return done();
}

}  // namespace pkgmap
