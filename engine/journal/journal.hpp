// The journal: the sessions on disk, one durable file for each in the state directory, with mode
// 0600.
//
// A session has up to three ends, one after the other:
// - Its transaction ends. A process that cannot get the lock notes this end by
// mark_transaction_ended().
// - The session ends, by end() or remove(): nobody has to resume its checks any more.
// - If the record was unverified, the recheck (docs/glossary.md) is made, and ends by
//   remove_recheck(). Until then the session waits for its recheck, and load_recheck() returns the
//   record. What then stays of the session is its end mark: the last text of its record. If a
//   record is gone and has no end mark, something other than the journal has removed it.
//
// A session with leftover checks (SessionState::kept) has not ended, but if its record is
// unverified, this session waits for its recheck, too.
//
// A process that changes a session or acts on monit holds the lock; the functions do not check
// that. Unless a comment says more, an Error says that the state directory cannot be read or
// written. A function that returns bool returns true if it cannot find out whether a file exists.
// Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/journal/watchers.hpp"
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
  /// Does the same for the lock of reloads, which a process holds from before the process makes
  /// monit read its control file until monit has read it. Does not wait; lock_reloads() in
  /// engine/session/host/turn.hpp waits.
  Result<std::unique_ptr<StateLock>> try_lock_reloads() const;

  /// Writes the record, and keeps room on disk for the next save(), so that the next save()
  /// succeeds on a full disk.
  Done save(const SessionRecord& record) const;
  /// Makes `guard` the guard of the session, in place of the guard before. For the guard itself,
  /// which does not hold the lock: the record stays as it is (guard_signature.hpp). An Error if the
  /// session has ended or its record is gone: the process that started the guard has given up.
  Done sign(const std::string& id, const NamedProcess& guard) const;
  /// Takes sign() back if nobody else has signed since.
  void take_back_signature(const std::string& id, const NamedProcess& guard) const;
  /// Returns the record of a session that has not ended. If the newest text is damaged or cannot be
  /// read, returns the record before the last save(), with SessionRecord::is_earlier.
  /// ErrorCode::usage if the journal has no such session; also an Error if neither text can be
  /// read.
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
  /// Ends a session without a recheck: the record on disk, as it is, becomes the end mark. The
  /// caller knows that the session needs no recheck; remove() does not look. Succeeds also if the
  /// journal has no such session, and then makes no end mark.
  Done remove(const std::string& id) const;
  /// Returns whether the session has ended: it has an end mark, or has ended and waits for its
  /// recheck. If both has() and is_over() are false, somebody has removed the record.
  bool is_over(const std::string& id) const;
  /// Returns the records of the sessions that have an end mark, each as the session ended, sorted
  /// by id. For an end mark that cannot be read, the record has only the id. Empty if the directory
  /// cannot be read.
  std::vector<SessionRecord> over() const;
  /// Removes the end mark. Succeeds also if there is none.
  Done remove_end_mark(const std::string& id) const;
  /// Removes the record without an end mark, since the session goes on in another state directory.
  /// Succeeds also if there is no record.
  Done forget(const std::string& id) const;

  /// Ends a session. If `record` is unverified, writes `record`, which succeeds on a full disk, and
  /// the session waits for its recheck from now on. Otherwise does what remove() does: the record
  /// on disk becomes the end mark, and `record` is written only if there is none on disk. After an
  /// Error, has() says whether the session goes on.
  Done end(const SessionRecord& record) const;

  /// Returns the record of a session that waits for its recheck, whether the session has ended or
  /// has leftover checks. For every other session returns what load() returns.
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

  /// What the directory has. A session that has ended is not in `sessions`, but in `rechecks` or in
  /// `over`. A session with leftover checks is in `sessions`; if it waits for its recheck, it is in
  /// `rechecks`, too.
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

/// Returns what Journal::all() returns, for the state directory with this path. Makes no directory;
/// returns no sessions if the directory does not exist.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Returns sixteen random hexadecimal digits.
std::string new_session_id();
/// Returns whether new_session_id() can return this text. Only such a text becomes part of a file
/// name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
