// What the guard remembers of its session, in memory: the record, and the texts of the state
// directory that the resume will need. So a state directory that is removed, emptied or hidden
// during the transaction loses no check, no alarm and no package that bypassed the hooks, once the
// guard can write one again.
#pragma once

#include <map>
#include <string>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class Keepsake {
 public:
  Keepsake(SessionRecord record, const Journal& journal);

  /// The record as it was last seen.
  const SessionRecord& record() const { return record_; }
  /// Remembers this record, and reads the texts again that somebody has written since.
  void remember(SessionRecord record, const Journal& journal);

  /// Writes what is missing into the journal. Takes the lock, and does nothing if the session is
  /// there again or is over. Returns false if the record cannot be written now.
  bool put_back(const Journal& journal, Host& host) const;

 private:
  struct Text {
    std::string version;  ///< StateStore::version()
    std::string text;
  };
  void read_texts(const StateStore& store);
  void read_text(const StateStore& store, const char* name);
  void put_back_notes(const StateStore& store) const;

  SessionRecord record_;
  std::map<std::string, Text> texts_;  ///< By name.
};

}  // namespace pkgmap
