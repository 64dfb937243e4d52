// The journal: the sessions on disk, one durable file for each in the state directory, with mode
// 0600.
//
// A process that changes a session or acts on monit holds the lock; the functions do not check
// that. Unless a comment says more, an Error says that the state directory cannot be read or
// written. Not thread-safe.
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
  /// Opens the journal in the state directory with this path; makes the directory if it does not
  /// exist. An Error if it is not safe to use (see engine/system/files).
  static Result<Journal> open(const std::string& state_directory);
  explicit Journal(std::unique_ptr<StateStore> store) : store_(std::move(store)) {}

  const StateStore& store() const { return *store_; }

  /// Takes the lock. Returns null while another process holds it; lock() in
  /// engine/session/host/host.hpp waits for it. A process holds the lock only while it acts. The
  /// lock ends with the returned object.
  Result<std::unique_ptr<StateLock>> try_lock() const;
  /// Takes the lock of reloads. Returns null while another process makes monit read its control
  /// file; lock_reloads() in engine/session/host/turn.hpp waits for it. A process that does not
  /// reload monit need not wait for this lock.
  Result<std::unique_ptr<StateLock>> try_lock_reloads() const;

  /// Writes the record, and keeps room on disk for the next save(), so that the next save()
  /// succeeds on a full disk.
  Done save(const SessionRecord& record) const;
  /// Returns the record of the session with this id. If the newest text is damaged, returns the
  /// record before the last save(). ErrorCode::usage if there is no such session; also an Error if
  /// both texts are damaged.
  Result<SessionRecord> load(const std::string& id) const;
  /// Whether the journal has a session with this id that is not over, even if its record cannot be
  /// read.
  bool has(const std::string& id) const;
  /// Marks the transaction of a session as over, for a process that cannot get the lock. The mark
  /// goes when the session ends.
  Done mark_ended(const std::string& id) const;
  bool marked_ended(const std::string& id) const;
  /// Ends a session without a recheck. Its last text stays as its end mark. Does nothing if there
  /// is no such session.
  Done remove(const std::string& id) const;
  /// Returns whether the session has ended, as its end mark or its recheck says. If the journal
  /// does not have a session and this is false, somebody else has removed the session.
  bool is_over(const std::string& id) const;
  /// Returns the sessions that have left an end mark, as they were at their ends; if an end mark
  /// cannot be read, its record has only the id.
  std::vector<SessionRecord> over() const;
  Done remove_end_mark(const std::string& id) const;
  /// Removes a session that goes on in another state directory; leaves no end mark.
  Done forget(const std::string& id) const;

  /// Ends a session as remove() does. But if the record is unverified, the session becomes a
  /// recheck, by a rename for which a full disk has room.
  Done end(const SessionRecord& record) const;

  /// Returns the record of a session that waits for its recheck: it is unverified, and has ended or
  /// keeps leftover checks. If it waits for none, as load().
  Result<SessionRecord> load_recheck(const std::string& id) const;
  /// Whether the session waits for its recheck.
  bool has_recheck(const std::string& id) const;
  /// Records that the recheck of the session has been made. If the session has ended, its end mark
  /// stays.
  Done remove_recheck(const std::string& id) const;
  /// Returns the ids of the sessions that wait for their recheck, sorted; empty if the directory
  /// cannot be read.
  std::vector<std::string> rechecks() const;

  struct Sessions {
    std::vector<SessionRecord> sessions;  ///< The oldest first.
    std::vector<Error> damaged;           ///< One for each session whose file cannot be read.
    std::vector<std::string> rechecks;    ///< As Journal::rechecks().
    std::vector<std::string> over;        ///< Ids of the sessions that have left an end mark.
    std::vector<std::string> unreadable;  ///< Ids of the sessions whose file cannot be read.
  };
  /// Returns all sessions. An Error only if the directory cannot be read.
  Result<Sessions> all() const;

 private:
  /// A text and its record, kept because a guard reads the same file again and again, and the file
  /// rarely changes.
  struct Known {
    std::string text;
    SessionRecord record;
  };
  Result<SessionRecord> load_file(const std::string& name, const char* suffix) const;

  std::unique_ptr<StateStore> store_;
  mutable std::optional<Known> known_;  ///< What was loaded last.
};

/// Returns the sessions in the state directory with this path. Makes no directory; returns no
/// sessions if it does not exist.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Returns sixteen random hexadecimal digits.
std::string new_session_id();
/// Returns whether new_session_id() can return this text. Only such a text becomes part of a file
/// name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
