#include "engine/session/guard/keepsake.hpp"

#include <array>
#include <utility>

#include "engine/journal/content_records.hpp"
#include "engine/journal/substitutes.hpp"

namespace pkgmap {
namespace {

constexpr std::array<const char*, 2> kRemembered = {kContentsFile, kSubstitutesFile};

}  // namespace

Keepsake::Keepsake(SessionRecord record, const Journal& journal) : record_(std::move(record)) {
  for (const char* name : kRemembered) {
    if (!journal.store().has(name)) continue;
    if (auto text = journal.store().read(name)) texts_[name] = std::move(*text);
  }
}

bool Keepsake::put_back(const Journal& journal, Host& host) const {
  const auto locked = lock(host, journal);
  if (!locked) return false;
  if (journal.has(record_.id) || journal.is_over(record_.id)) return true;
  for (const auto& [name, text] : texts_) {
    if (!journal.store().has(name)) static_cast<void>(journal.store().write(name, text));
  }
  if (!journal.save(record_)) return false;
  host.log({LogEntry::Level::warning,
            "the record of a session was gone from " + journal.store().path() +
                " though the session has not ended; its guard has written it again",
            {{"MONIT_PKGMAP_SESSION", record_.id}}});
  return true;
}

}  // namespace pkgmap
