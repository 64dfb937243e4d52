// The journal: the sessions on disk, one durable file for each in the state directory, with mode
// 0600.
//
// A session has up to three ends, one after the other:
// - Its transaction ends. A process that cannot get the lock notes this end by
//   mark_transaction_ended().
// - The session ends, by end() or remove(): nobody has to resume its checks any more.
// - Its recheck (docs/glossary.md) ends, by remove_recheck(): only if the record was unverified
//   (SessionRecord::unverified). Until then the session waits for its recheck, and load_recheck()
//   returns the record.
//
// What stays of the session after its last end is its end mark: the last text of its record.
//
// A session with leftover checks (SessionState::kept) has not ended. If its record is unverified,
// this session waits for its recheck, too. If the recheck of a session that had ended found checks
// off, these are its leftover checks: the session goes on, and has an end mark, too.
//
// A process that changes a session or acts on monit holds the lock, unless a comment says that a
// function needs no lock; the functions do not check that. Unless a comment says more, an Error
// says that the state directory cannot be read or written. A function that returns bool returns
// true if it cannot find out whether a file exists. Not thread-safe.
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
  /// Opens the journal in the state directory with this path. Makes the directory if it does not
  /// exist. An Error also if the directory is not safe to use (engine/system/files).
  static Result<Journal> open(const std::string& state_directory);
  /// For tests, or for a store that is open already. `store` is not null.
  explicit Journal(std::unique_ptr<StateStore> store) : store_(std::move(store)) {}

  const StateStore& store() const { return *store_; }

  /// Takes the lock, or returns null if another process holds the lock. Does not wait; lock() in
  /// engine/session/host/host.hpp waits. A process holds the lock only while it acts. The
  /// destructor of the returned object gives the lock back.
  Result<std::unique_ptr<StateLock>> try_lock() const;
  /// Takes the lock of reloads, or returns null if another process holds it. A process holds this
  /// lock from before it tells monit to read its control file until monit has read it. Does not
  /// wait; lock_reloads() in engine/session/host/turn.hpp waits.
  Result<std::unique_ptr<StateLock>> try_lock_reloads() const;

  /// Writes the record, and keeps room on disk for the next save(), so that the next save()
  /// succeeds on a full disk.
  Done save(const SessionRecord& record) const;
  /// Makes `guard` the guard of the session, in place of the guard before. The guard itself calls
  /// this function, without the lock: it writes its signature (guard_signature.hpp), not the
  /// record. An Error if the session has ended or its record is gone: then the process that started
  /// the guard has given up.
  Done sign(const std::string& id, const NamedProcess& guard) const;
  /// Removes the signature of the session if it names `guard`. Ignores errors.
  void take_back_signature(const std::string& id, const NamedProcess& guard) const;
  /// Returns the record of a session that has not ended, with the guard that its signature names.
  /// If the newest text is damaged or cannot be read, returns the record before the last save(),
  /// with SessionRecord::is_earlier. ErrorCode::usage if the journal has no session with this id
  /// that has not ended. An Error also if neither text can be read.
  Result<SessionRecord> load(const std::string& id) const;
  /// Returns whether the journal has a session with this id that has not ended, also if its record
  /// cannot be read.
  bool has(const std::string& id) const;
  /// Notes that the transaction of the session has ended. Needs no lock. The note lasts until the
  /// session ends.
  Done mark_transaction_ended(const std::string& id) const;
  /// Returns whether mark_transaction_ended() has noted the end of the transaction. Whether the
  /// session has ended is another question: is_over().
  bool transaction_ended(const std::string& id) const;
  /// Ends a session without a recheck: the record on disk becomes the end mark, unchanged. The
  /// caller knows that the session needs no recheck; the function does not look. If the journal has
  /// no record of the session, succeeds and makes no end mark.
  Done remove(const std::string& id) const;
  /// Returns whether the session has an end mark or waits for its recheck after its end. A session
  /// that goes on because of its recheck has an end mark, too, so the caller asks has() first. If
  /// both has() and is_over() are false for a session that had begun, somebody has removed its
  /// record or called remove_end_mark() or forget().
  bool is_over(const std::string& id) const;
  /// Returns the records of the sessions that have an end mark, sorted by id, each as it was at the
  /// end of the session. For an end mark that is damaged or cannot be read, the record has only the
  /// id. Returns no records if the directory cannot be read.
  std::vector<SessionRecord> over() const;
  /// Removes the end mark. Succeeds also if there is none.
  Done remove_end_mark(const std::string& id) const;
  /// Removes the record without an end mark, since the session goes on in another state directory.
  /// Succeeds also if there is no record.
  Done forget(const std::string& id) const;

  /// Ends a session. After an Error, has() says whether the session goes on.
  /// - If `record` is unverified: writes `record`, even on a full disk if save() has kept room, and
  ///   the session waits for its recheck from now on.
  /// - Otherwise the record on disk becomes the end mark, as with remove(). If somebody has removed
  ///   the record on disk, the function first writes `record`, which then becomes the end mark.
  Done end(const SessionRecord& record) const;

  /// Returns the record of a session that waits for its recheck, whether the session has ended or
  /// has leftover checks. For every other session returns what load() returns.
  Result<SessionRecord> load_recheck(const std::string& id) const;
  /// Returns whether the session waits for its recheck, whether it has ended or has leftover
  /// checks. False if the session has not ended and its record cannot be read.
  bool has_recheck(const std::string& id) const;
  /// Notes that the recheck of the session has been made. If the session has ended, it gets its end
  /// mark. If it has leftover checks, its record is no longer unverified. Changes nothing if the
  /// session does not wait for its recheck.
  Done remove_recheck(const std::string& id) const;
  /// Returns the ids of the sessions that wait for their recheck, sorted; empty if the directory
  /// cannot be read.
  std::vector<std::string> rechecks() const;

  /// What the state directory has. A session that has ended is in `rechecks` or in `over`; after an
  /// error of the disk perhaps in both. A session that has not ended is in `sessions`, or in
  /// `damaged` if its record cannot be read; if it has leftover checks, it may be in `rechecks` or
  /// `over`, too.
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

/// Returns sixteen random hexadecimal digits, in lower case.
std::string new_session_id();
/// Returns whether `text` has the form of a session id, so that it may become part of a file name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
