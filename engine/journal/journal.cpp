#include "engine/journal/journal.hpp"

#include <sys/random.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "engine/journal/guard_signature.hpp"
#include "engine/journal/read_text.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

constexpr const char* kSuffix = ".session";
constexpr const char* kRecheck = ".proof";
constexpr const char* kEndMark = ".over";

std::string file_of(const std::string& id) {
  return id + kSuffix;
}

std::string transaction_mark_of(const std::string& id) {
  return id + ".ended";
}

std::string recheck_of(const std::string& id) {
  return id + kRecheck;
}

std::string end_mark_of(const std::string& id) {
  return id + kEndMark;
}

// Leftover checks that are unverified; a session that is being resumed gets its recheck when it
// ends.
bool is_to_be_rechecked(const SessionRecord& record) {
  return record.unverified && record.state == SessionState::kept;
}

Result<SessionRecord> load_text(const Result<std::string>& text) {
  return text ? session_from_text(*text) : Result<SessionRecord>(text.error());
}

Result<SessionRecord> load_file(const StateStore& store, const std::string& name,
                                const Result<std::string>& text, const char* suffix = kSuffix) {
  auto record = load_text(text);
  if (!record) {
    // The earlier text has everything that was suspended, too. It does not know what was resumed
    // since then, so those checks are resumed once more.
    const Error error = record.error();
    record = load_text(store.read_earlier(name));
    if (!record) return Error{error.code, store.path() + "/" + name + ": " + error.message};
    record->is_earlier = true;
  }
  // The name of the file counts, because the journal finds the session by it.
  record->id = name.substr(0, name.size() - std::string(suffix).size());
  if (!is_session_id(record->id)) {
    return Error{ErrorCode::failed, store.path() + "/" + name + ": not the name of a session"};
  }
  return record;
}

std::vector<std::string> ids_in(const StateStore& store, const std::string& suffix) {
  std::vector<std::string> ids;
  const auto names = store.list(suffix);
  if (!names) return ids;
  for (const std::string& name : *names) {
    const std::string id = name.substr(0, name.size() - suffix.size());
    if (is_session_id(id)) ids.push_back(id);
  }
  return ids;
}

Result<Journal::Sessions> all_in(const StateStore& directory) {
  const auto names = directory.list(kSuffix);
  if (!names) return names.error();
  Journal::Sessions found;
  found.rechecks = ids_in(directory, kRecheck);
  found.over = ids_in(directory, kEndMark);
  for (const std::string& name : *names) {
    auto record = load_file(directory, name, read_text(directory, name));
    if (record) {
      if (is_to_be_rechecked(*record)) found.rechecks.push_back(record->id);
      found.sessions.push_back(with_signature(directory, std::move(*record)));
    } else {
      Error error = record.error();
      error.hint =
          "the checks of this session may be off: 'monit summary' shows them; monitor them, "
          "then remove " +
          directory.path() + "/" + name;
      found.damaged.push_back(std::move(error));
      found.unreadable.push_back(name.substr(0, name.size() - std::string(kSuffix).size()));
    }
  }
  std::sort(found.rechecks.begin(), found.rechecks.end());
  found.rechecks.erase(std::unique(found.rechecks.begin(), found.rechecks.end()),
                       found.rechecks.end());
  std::stable_sort(found.sessions.begin(), found.sessions.end(),
                   [](const SessionRecord& left, const SessionRecord& right) {
                     return left.since < right.since;
                   });
  return found;
}

}  // namespace

Result<Journal> Journal::open(const std::string& state_directory) {
  auto directory = StateDirectory::open(state_directory);
  if (!directory) return directory.error();
  return Journal(std::make_unique<StateDirectory>(std::move(*directory)));
}

Result<std::unique_ptr<StateLock>> Journal::try_lock() const {
  return store_->try_lock("lock");
}

Result<std::unique_ptr<StateLock>> Journal::try_lock_reloads() const {
  return store_->try_lock("reload.lock");
}

Done Journal::save(const SessionRecord& record) const {
  return store_->write_with_room(file_of(record.id), to_text(record));
}

Done Journal::sign(const std::string& id, const NamedProcess& guard) const {
  if (has(id)) {
    if (auto written = write_signature(*store_, id, guard); !written) return written;
    if (has(id)) return done();
    take_back_signature(id, guard);
  }
  return Error{ErrorCode::failed, "session " + id + " has ended before its guard began"};
}

void Journal::take_back_signature(const std::string& id, const NamedProcess& guard) const {
  if (is_signed_by(*store_, id, guard)) static_cast<void>(remove_signature(*store_, id));
}

Result<SessionRecord> Journal::load(const std::string& id) const {
  if (!is_session_id(id) || !has(id)) {
    return Error{ErrorCode::usage, "there is no session '" + id + "'",
                 "'monit-pkgmap status' lists those under way"};
  }
  return load_file(file_of(id), kSuffix);
}

Result<SessionRecord> Journal::load_file(const std::string& name, const char* suffix) const {
  auto text = read_text(*store_, name);
  if (text && known_ && known_->text == *text && name == known_->record.id + suffix) {
    return with_signature(*store_, known_->record);
  }
  auto record = pkgmap::load_file(*store_, name, text, suffix);
  if (!record) return record;
  if (text) known_ = Known{std::move(*text), *record};
  return with_signature(*store_, std::move(*record));
}

bool Journal::has(const std::string& id) const {
  return is_session_id(id) && store_->has(file_of(id));
}

Done Journal::mark_transaction_ended(const std::string& id) const {
  return store_->write(transaction_mark_of(id), "");
}

bool Journal::transaction_ended(const std::string& id) const {
  return is_session_id(id) && store_->has(transaction_mark_of(id));
}

Done Journal::remove(const std::string& id) const {
  if (auto removed = store_->remove(transaction_mark_of(id)); !removed) return removed;
  if (!has(id)) return done();
  return store_->rename(file_of(id), end_mark_of(id));
}

bool Journal::is_over(const std::string& id) const {
  return is_session_id(id) && (store_->has(end_mark_of(id)) || store_->has(recheck_of(id)));
}

std::vector<SessionRecord> Journal::over() const {
  std::vector<SessionRecord> found;
  for (const std::string& id : ids_in(*store_, kEndMark)) {
    auto record =
        pkgmap::load_file(*store_, end_mark_of(id), read_text(*store_, end_mark_of(id)), kEndMark);
    SessionRecord unknown;
    unknown.id = id;
    found.push_back(with_signature(*store_, record ? std::move(*record) : std::move(unknown)));
  }
  return found;
}

Done Journal::remove_end_mark(const std::string& id) const {
  if (auto removed = remove_signature(*store_, id); !removed) return removed;
  return store_->remove(end_mark_of(id));
}

Done Journal::forget(const std::string& id) const {
  if (auto removed = store_->remove(transaction_mark_of(id)); !removed) return removed;
  if (auto removed = remove_signature(*store_, id); !removed) return removed;
  return store_->remove(file_of(id));
}

Done Journal::end(const SessionRecord& record) const {
  // Somebody has removed the text: without an end mark the guard would write it again.
  if (!has(record.id)) {
    if (auto saved = save(record); !saved) return saved;
  }
  if (!record.unverified) return remove(record.id);
  if (auto removed = store_->remove(transaction_mark_of(record.id)); !removed) return removed;
  Done ended = save(record);
  if (ended) ended = store_->rename(file_of(record.id), recheck_of(record.id));
  if (ended) return ended;
  // The session is over, whatever failed: its checks must not be resumed again.
  ended = store_->write(recheck_of(record.id), to_text(record));
  if (auto removed = remove(record.id); !removed) return removed;
  return ended;
}

Result<SessionRecord> Journal::load_recheck(const std::string& id) const {
  return store_->has(recheck_of(id)) ? load_file(recheck_of(id), kRecheck) : load(id);
}

bool Journal::has_recheck(const std::string& id) const {
  if (!is_session_id(id)) return false;
  if (store_->has(recheck_of(id))) return true;
  if (!has(id)) return false;
  const auto record = load(id);
  return record && is_to_be_rechecked(*record);
}

Done Journal::remove_recheck(const std::string& id) const {
  if (store_->has(recheck_of(id))) {
    if (auto ended = store_->rename(recheck_of(id), end_mark_of(id)); !ended) return ended;
  }
  if (!has(id)) return done();
  auto record = load(id);
  if (!record) return record.error();
  if (!is_to_be_rechecked(*record)) return done();
  record->unverified = false;
  return save(*record);
}

std::vector<std::string> Journal::rechecks() const {
  const auto found = all();
  return found ? found->rechecks : std::vector<std::string>{};
}

Result<Journal::Sessions> Journal::all() const {
  return all_in(*store_);
}

Result<Journal::Sessions> read_sessions(const std::string& state_directory) {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(state_directory, missing);
  if (missing) return Journal::Sessions{};
  if (!directory) return directory.error();
  return all_in(*directory);
}

std::string new_session_id() {
  unsigned char bytes[8] = {};
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) {
    // Only while the kernel's pool is not ready yet; then the time is unique enough for a name.
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
      bytes[i] = static_cast<unsigned char>(now >> (8 * i));
    }
  }
  return hex({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

bool is_session_id(const std::string& text) {
  return text.size() == 16 && is_hex(text);
}

}  // namespace pkgmap
