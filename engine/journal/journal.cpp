#include "engine/journal/journal.hpp"

#include <sys/random.h>

#include <algorithm>
#include <chrono>

namespace pkgmap {
namespace {

constexpr int kLockWaitMs = 5'000;
constexpr const char* kSuffix = ".session";

std::string file_of(const std::string& id) {
  return id + kSuffix;
}

std::string ended_mark_of(const std::string& id) {
  return id + ".ended";
}

Result<SessionRecord> load_file(const StateDirectory& directory, const std::string& name) {
  const auto text = directory.read(name);
  if (!text) return text.error();
  auto record = session_from_text(*text);
  if (!record) {
    Error error = record.error();
    error.message = directory.path() + "/" + name + ": " + error.message;
    return error;
  }
  // The file's name decides: it is what the journal finds it by.
  record->id = name.substr(0, name.size() - std::string(kSuffix).size());
  if (!is_session_id(record->id)) {
    return Error{ErrorCode::failed, directory.path() + "/" + name + ": not the name of a session"};
  }
  return record;
}

Result<Journal::Sessions> all_in(const StateDirectory& directory) {
  const auto names = directory.list(kSuffix);
  if (!names) return names.error();
  Journal::Sessions found;
  for (const std::string& name : *names) {
    auto record = load_file(directory, name);
    if (record) {
      found.sessions.push_back(std::move(*record));
    } else {
      found.damaged.push_back(record.error());
    }
  }
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
  return Journal(std::move(*directory));
}

Result<Fd> Journal::lock() const {
  return directory_.lock("lock", kLockWaitMs);
}

Done Journal::save(const SessionRecord& record) const {
  return directory_.write(file_of(record.id), to_text(record));
}

Result<SessionRecord> Journal::load(const std::string& id) const {
  if (!is_session_id(id) || !has(id)) {
    return Error{ErrorCode::usage, "there is no session '" + id + "'",
                 "'monit-pkgmap status' lists those under way"};
  }
  return load_file(directory_, file_of(id));
}

bool Journal::has(const std::string& id) const {
  return is_session_id(id) && directory_.has(file_of(id));
}

Done Journal::mark_ended(const std::string& id) const {
  return directory_.write(ended_mark_of(id), "");
}

bool Journal::marked_ended(const std::string& id) const {
  return is_session_id(id) && directory_.has(ended_mark_of(id));
}

Done Journal::remove(const std::string& id) const {
  if (auto removed = directory_.remove(ended_mark_of(id)); !removed) return removed;
  return directory_.remove(file_of(id));
}

Result<Journal::Sessions> Journal::all() const {
  return all_in(directory_);
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
    // Only before the kernel's pool is ready; the time is unique enough for a name.
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    for (std::size_t i = 0; i < sizeof bytes; ++i) {
      bytes[i] = static_cast<unsigned char>(now >> (8 * i));
    }
  }
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4U];
    id += kDigits[byte & 15U];
  }
  return id;
}

bool is_session_id(const std::string& text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace pkgmap
