// The sessions on disk: one file each in the state directory, 0600, durable.
//
// Everything that changes a session or acts on monit holds the lock. A journal
// without its directory is one without sessions. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"
#include "engine/system/state_directory.hpp"

namespace pkgmap {

class Journal {
 public:
  /// Makes the state directory if need be.
  static Result<Journal> open(const std::string& state_directory);

  /// Held only while acting; awaited for 5 s, then ErrorCode::locked.
  Result<Fd> lock() const;

  Done save(const SessionRecord& record) const;
  /// An error with ErrorCode::usage when there is no such session.
  Result<SessionRecord> load(const std::string& id) const;
  bool has(const std::string& id) const;
  /// Says that the transaction of a session is over, for whoever cannot get the lock; goes with the
  /// session.
  Done mark_ended(const std::string& id) const;
  bool marked_ended(const std::string& id) const;
  Done remove(const std::string& id) const;

  struct Sessions {
    std::vector<SessionRecord> sessions;  ///< The oldest first.
    std::vector<Error> damaged;           ///< One for each file that cannot be read.
  };
  Result<Sessions> all() const;

 private:
  explicit Journal(StateDirectory directory) : directory_(std::move(directory)) {}

  StateDirectory directory_;
};

/// The sessions without making anything; none when there is no state directory.
Result<Journal::Sessions> read_sessions(const std::string& state_directory);

/// Sixteen random hexadecimal digits.
std::string new_session_id();
/// What new_session_id() can give: nothing else is ever used as part of a file name.
bool is_session_id(const std::string& text);

}  // namespace pkgmap
