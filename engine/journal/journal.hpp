// The sessions on disk: one file each in the state directory, 0600, durable.
//
// Everything that changes a session or acts on monit holds the lock. A journal
// without its directory is one without sessions. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class Journal {
 public:
  /// Makes the state directory if need be.
  static Result<Journal> open(const std::string& state_directory);
  explicit Journal(std::unique_ptr<StateStore> store) : store_(std::move(store)) {}

  const StateStore& store() const { return *store_; }

  /// Null while somebody else holds it. Held only while acting; see lock() of session/host.hpp.
  Result<std::unique_ptr<StateLock>> try_lock() const;

  /// With room for the next time, which a full disk does not take away.
  Done save(const SessionRecord& record) const;
  /// An error with ErrorCode::usage when there is no such session. A damaged one is answered as it
  /// was one save before.
  Result<SessionRecord> load(const std::string& id) const;
  bool has(const std::string& id) const;
  /// Says that the transaction of a session is over, for whoever cannot get the lock; goes with the
  /// session.
  Done mark_ended(const std::string& id) const;
  bool marked_ended(const std::string& id) const;
  Done remove(const std::string& id) const;

  /// Ends a session. When somebody has yet to look whether its checks stayed monitored, it becomes
  /// a recheck, in one step for which a full disk has room.
  Done end(const SessionRecord& record) const;

  /// A session that is over, or that keeps what could not be resumed, and is unverified.
  Result<SessionRecord> load_recheck(const std::string& id) const;
  bool has_recheck(const std::string& id) const;
  /// Somebody has looked.
  Done remove_recheck(const std::string& id) const;
  /// Ids, sorted.
  std::vector<std::string> rechecks() const;

  struct Sessions {
    std::vector<SessionRecord> sessions;  ///< The oldest first.
    std::vector<Error> damaged;           ///< One for each file that cannot be read.
    std::vector<std::string> rechecks;    ///< As Journal::rechecks().
  };
  Result<Sessions> all() const;

 private:
  /// A text and what it says: a guard looks again and again, and seldom there is anything new.
  struct Known {
    std::string text;
    SessionRecord record;
  };
  Result<SessionRecord> load_file(const std::string& name, const char* suffix) const;

  std::unique_ptr<StateStore> store_;
  mutable std::optional<Known> known_;  ///< What was loaded last.
};

/// The sessions without making anything; none when there is no state directory.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Sixteen random hexadecimal digits.
std::string new_session_id();
/// What new_session_id() can give: nothing else is ever used as part of a file name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
