// The journal: the sessions on disk, one durable file for each in the state directory, with mode
// 0600.
//
// A session has up to three ends, one after the other:
// - Its transaction ends. A process without the lock notes this by mark_transaction_ended().
// - The session ends, so nobody has to resume its checks any more: by end() or remove().
// - If the record was unverified, the recheck ends (docs/glossary.md): by remove_recheck(). Until
//   then load_recheck() returns the record.
// What then stays of the session is its end mark: the last text of its record. An end mark shows
// that the session has ended, and that nobody else removed its record.
//
// A process that changes a session or acts on monit holds the lock; the functions do not check
// that. Unless a comment says more, an Error says that the state directory cannot be read or
// written. A function that returns bool answers true if the directory does not tell whether the
// file exists. Not thread-safe.
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
  /// exist. Also an Error if the directory is not safe to use (engine/system/files).
  static Result<Journal> open(const std::string& state_directory);
  explicit Journal(std::unique_ptr<StateStore> store) : store_(std::move(store)) {}

  const StateStore& store() const { return *store_; }

  /// Takes the lock, or returns null if another process holds the lock. Does not wait; lock() in
  /// engine/session/host/host.hpp waits. A process holds the lock only while it acts. The
  /// destructor of the returned object gives the lock back.
  Result<std::unique_ptr<StateLock>> try_lock() const;
  /// As try_lock(), for the lock of reloads, which a process holds from before it makes monit read
  /// its control file until monit has done so; lock_reloads() in engine/session/host/turn.hpp
  /// waits.
  Result<std::unique_ptr<StateLock>> try_lock_reloads() const;

  /// Writes the record, and keeps room on disk for the next save(), so that the next save()
  /// succeeds on a full disk.
  Done save(const SessionRecord& record) const;
  /// Does what save() does, for the guard of the session, which signs the record without the lock:
  /// an Error if the record is gone, since whoever began the session has given up meanwhile.
  Done sign(const SessionRecord& record) const;
  /// Returns the record of the session with this id, which has not ended. If the newest text is
  /// damaged or cannot be read, returns the record before the last save(), with
  /// SessionRecord::is_earlier. ErrorCode::usage if the journal has no such session; also an Error
  /// if neither text can be read.
  Result<SessionRecord> load(const std::string& id) const;
  /// Returns whether the journal has a session with this id that has not ended, also if its record
  /// cannot be read.
  bool has(const std::string& id) const;
  /// Notes that the transaction of the session has ended. Needs no lock. The note lasts until the
  /// session ends.
  Done mark_transaction_ended(const std::string& id) const;
  /// Returns whether mark_transaction_ended() has noted the end of the transaction. The end of the
  /// session is another question: is_over().
  bool transaction_ended(const std::string& id) const;
  /// Ends a session that needs no recheck (not checked): its record on disk becomes its end mark.
  /// Changes nothing if the journal has no such session.
  Done remove(const std::string& id) const;
  /// Returns whether the session has ended: it has an end mark, or has ended and waits for its
  /// recheck. If both has() and is_over() are false, somebody has removed the record.
  bool is_over(const std::string& id) const;
  /// Returns the sessions that have an end mark, as they were when they ended, sorted by id; for an
  /// end mark that cannot be read, a record with only the id. Empty if the directory cannot be
  /// read.
  std::vector<SessionRecord> over() const;
  /// Removes the end mark. Succeeds also if there is none.
  Done remove_end_mark(const std::string& id) const;
  /// Removes the record without an end mark, since the session goes on in another state directory.
  /// Succeeds also if there is no record.
  Done forget(const std::string& id) const;

  /// Ends a session. If `record` is unverified, writes it, which needs no room on a full disk, and
  /// the session waits for its recheck from now on; else as remove(), and writes `record` only if
  /// somebody has removed it from the disk. An Error does not say whether the session has ended;
  /// has() does.
  Done end(const SessionRecord& record) const;

  /// Returns the record of a session that waits for its recheck: the record is unverified, and the
  /// session has ended or keeps leftover checks. If the session does not wait for a recheck, as
  /// load().
  Result<SessionRecord> load_recheck(const std::string& id) const;
  /// Returns whether the session waits for its recheck. False if the record of a session that has
  /// not ended cannot be read.
  bool has_recheck(const std::string& id) const;
  /// Records that the recheck of the session has been made. A session that has ended gets its end
  /// mark; the record of a session with leftover checks is no longer unverified. Changes nothing if
  /// the session does not wait for its recheck.
  Done remove_recheck(const std::string& id) const;
  /// Returns the ids of the sessions that wait for their recheck, sorted; empty if the directory
  /// cannot be read.
  std::vector<std::string> rechecks() const;

  /// What the directory has. A session that has ended is in `rechecks` or `over` alone.
  struct Sessions {
    std::vector<SessionRecord> sessions;  ///< The sessions that have not ended, the oldest first.
    std::vector<Error> damaged;           ///< One for each session whose record cannot be read.
    std::vector<std::string> rechecks;    ///< As Journal::rechecks().
    std::vector<std::string> over;        ///< Ids of the sessions that have an end mark, sorted.
    std::vector<std::string> unreadable;  ///< Ids of the sessions of `damaged`, in its order.
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

/// As Journal::all(), for the state directory with this path. Makes no directory; returns no
/// sessions if the directory does not exist.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Returns sixteen random hexadecimal digits.
std::string new_session_id();
/// Returns whether new_session_id() can return this text. Only such a text becomes part of a file
/// name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
