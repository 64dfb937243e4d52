#include "engine/session/guard/keepsake.hpp"

#include <array>
#include <utility>

#include "engine/journal/content_records.hpp"
#include "engine/journal/package_notes.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/journal/substitutes.hpp"

namespace pkgmap {
namespace {

constexpr std::array<const char*, 2> kRemembered = {kContentsFile, kSubstitutesFile};

}  // namespace

Keepsake::Keepsake(SessionRecord record, const Journal& journal) : record_(std::move(record)) {
  read_texts(journal.store());
}

void Keepsake::remember(SessionRecord record, const Journal& journal) {
  record_ = std::move(record);
  read_texts(journal.store());
}

// A text that vanishes stays in memory: `rm -r` may have begun with it. If the last substitute
// check has ended, the next gate ends it again.
void Keepsake::read_text(const StateStore& store, const char* name) {
  std::string version = store.version(name);
  const auto known = texts_.find(name);
  if (version.empty() || (known != texts_.end() && known->second.version == version)) return;
  auto text = pkgmap::read_text(store, name);
  if (text) texts_[name] = {std::move(version), std::move(*text)};
}

void Keepsake::read_texts(const StateStore& store) {
  for (const char* name : kRemembered) read_text(store, name);
  for (const char* name : kPackageNotes) read_text(store, name);
}

void Keepsake::put_back_texts(const StateStore& store) const {
  for (const char* name : kRemembered) {
    const auto known = texts_.find(name);
    if (known == texts_.end() || store.has(name)) continue;
    static_cast<void>(store.write(name, known->second.text));
  }
}

// All of them or none: beside what a hook has announced since, the old mark would accuse.
void Keepsake::put_back_notes(const StateStore& store) const {
  const auto locked = try_lock_notes(store);
  if (!locked || !*locked) return;
  for (const char* name : kPackageNotes) {
    if (store.has(name)) return;
  }
  for (const char* name : kPackageNotes) {
    const auto known = texts_.find(name);
    if (known != texts_.end() && !store.write(name, known->second.text)) return;
  }
}

bool Keepsake::put_back(const Journal& journal, Host& host) const {
  const auto locked = lock(host, journal);
  if (!locked) return false;
  if (journal.has(record_.id) || journal.is_over(record_.id)) return true;
  // A removal of the package leaves the directory of a session; a purge ends all but the session.
  const bool is_purged = host.is_program_removed();
  if (!is_purged) put_back_texts(journal.store());
  SessionRecord again = record_;
  again.written_again = again.unasked;
  if (!journal.save(again)) return false;
  if (!is_purged) put_back_notes(journal.store());
  host.log({LogEntry::Level::warning,
            "the record of a session was gone from " + journal.store().path() +
                " though the session has not ended; its guard has written it again",
            {{"MONIT_PKGMAP_SESSION", record_.id}}});
  return true;
}

}  // namespace pkgmap
