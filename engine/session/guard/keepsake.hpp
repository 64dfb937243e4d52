// Keeps in memory what the resume of a session will need: the record, and texts of the state
// directory (content records, substitute checks, notes about packages). A guard has a Keepsake: if
// somebody removes, empties or hides the state directory during the transaction, the guard writes
// the record and the texts again by put_back().
//
// A Keepsake uses the journals of its callers only during the calls. Not thread-safe.
#pragma once

#include <map>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class Keepsake {
 public:
  /// Remembers the record, and reads the texts. A text that cannot be read is left out, and
  /// put_back() does not write it.
  Keepsake(SessionRecord record, const Journal& journal);

  /// Returns the record that the constructor or the last remember() got.
  const SessionRecord& record() const { return record_; }
  /// Remembers this record in place of the earlier one, and reads each text that has changed again.
  /// A text that has vanished or cannot be read stays in memory as it was.
  void remember(SessionRecord record, const Journal& journal);

  /// Does nothing and returns true if the journal still has the session, or says that the session
  /// has ended. Otherwise writes the record and the texts that are missing on disk, and returns
  /// whether the record was written; writes the notes about packages only if none of them is on
  /// disk. Writes the record alone if the program was removed: a purge of the package has removed
  /// the texts. Returns false also if the lock cannot be had. Takes the lock, so the caller must
  /// not hold it.
  bool put_back(const Journal& journal, Host& host) const;

 private:
  struct Text {
    std::string version;  ///< StateStore::version() of the text.
    std::string text;
  };
  void read_texts(const StateStore& store);
  void read_text(const StateStore& store, const char* name);
  void put_back_texts(const StateStore& store) const;
  void put_back_notes(const StateStore& store) const;

  SessionRecord record_;
  std::map<std::string, Text> texts_;  ///< By name.
};

}  // namespace pkgmap
