// What the guard remembers of its session, in memory: the record, and the texts of the state
// directory that the resume will need. So a state directory that is removed, emptied or hidden
// during the transaction loses no check and no alarm.
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
  void remember(SessionRecord record) { record_ = std::move(record); }

  /// Writes what is missing into the journal. Takes the lock, and does nothing if the session is
  /// there again or is over. Returns false if the record cannot be written now.
  bool put_back(const Journal& journal, Host& host) const;

 private:
  SessionRecord record_;
  std::map<std::string, std::string> texts_;  ///< By name.
};

}  // namespace pkgmap
