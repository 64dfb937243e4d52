// The journal: the sessions on disk, one file for each in the state directory, with mode 0600,
// durable.
//
// A process that changes a session or acts on monit holds the lock. If the state directory does not
// exist, there are no sessions. Not thread-safe.
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
  /// Makes the state directory if it does not exist. An Error if it is not safe to use (see
  /// engine/system/files).
  static Result<Journal> open(const std::string& state_directory);
  explicit Journal(std::unique_ptr<StateStore> store) : store_(std::move(store)) {}

  const StateStore& store() const { return *store_; }

  /// Returns null while another process holds the lock. The lock is held only while acting; lock()
  /// in engine/session/host/host.hpp waits for it.
  Result<std::unique_ptr<StateLock>> try_lock() const;
  /// Returns null while another process makes monit read its control file. lock_reloads() in
  /// engine/session/host/turn.hpp waits for this lock, which others need not wait for.
  Result<std::unique_ptr<StateLock>> try_lock_reloads() const;

  /// Writes the record, and keeps room on disk for the next save(), which then succeeds on a full
  /// disk.
  Done save(const SessionRecord& record) const;
  /// ErrorCode::usage if there is no such session. Returns the record before the last save() if the
  /// newest is damaged.
  Result<SessionRecord> load(const std::string& id) const;
  bool has(const std::string& id) const;
  /// Marks the transaction of a session as over, for a process that cannot get the lock. The mark
  /// ends with the session.
  Done mark_ended(const std::string& id) const;
  bool marked_ended(const std::string& id) const;
  /// Ends a session that needs no recheck. Its last text stays as its end mark.
  Done remove(const std::string& id) const;
  /// Whether the session has ended, as its end mark or its recheck says. A session that the journal
  /// does not have and that is not over was removed by somebody else.
  bool is_over(const std::string& id) const;
  /// The sessions whose end marks are there, as they were at their ends.
  std::vector<SessionRecord> over() const;
  Done remove_end_mark(const std::string& id) const;
  /// Removes a session that goes on in another directory; leaves no end mark.
  Done forget(const std::string& id) const;

  /// Ends a session. A session that is unverified becomes a recheck, by a rename for which a full
  /// disk has room.
  Done end(const SessionRecord& record) const;

  /// The record of an unverified session that has ended or keeps leftover checks. An Error if there
  /// is none.
  Result<SessionRecord> load_recheck(const std::string& id) const;
  bool has_recheck(const std::string& id) const;
  /// Ends the recheck of a session, once it has been made; an end mark stays.
  Done remove_recheck(const std::string& id) const;
  /// Ids of the sessions that are unverified and wait for a recheck, sorted.
  std::vector<std::string> rechecks() const;

  struct Sessions {
    std::vector<SessionRecord> sessions;  ///< The oldest first.
    std::vector<Error> damaged;           ///< One for each file that cannot be read.
    std::vector<std::string> rechecks;    ///< As Journal::rechecks().
    std::vector<std::string> over;        ///< Ids of the sessions that have left an end mark.
    std::vector<std::string> unreadable;  ///< Ids of the sessions whose file cannot be read.
  };
  /// All sessions. An Error only if the directory cannot be read.
  Result<Sessions> all() const;

 private:
  /// A text and its record: a guard reads the same file again and again, and it rarely changes.
  struct Known {
    std::string text;
    SessionRecord record;
  };
  Result<SessionRecord> load_file(const std::string& name, const char* suffix) const;

  std::unique_ptr<StateStore> store_;
  mutable std::optional<Known> known_;  ///< What was loaded last.
};

/// The sessions in a state directory. Makes no directory; returns no sessions if it does not exist.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Returns sixteen random hexadecimal digits.
std::string new_session_id();
/// Whether new_session_id() can return this text; only such a text becomes part of a file name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
