// Remembers which stretches of monit's log are about requests of this program. Every other request
// in the log is somebody else's (rules/said_off.hpp).
//
// All processes of this program share one text in the state directory, since the requests of all
// are in the same log. The text is valid for one boot only, so it need not survive a power failure.
// A process holds the lock of the journal from read_own_requests() to write_own_requests() or
// forget_own_requests() (not checked). Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/said_off.hpp"

namespace pkgmap {

/// Name of the text in the state directory.
inline constexpr const char* kOwnRequestsFile = "requests";

/// A listener: a session for which somebody else's requests in the log count, if they are about a
/// check of the session and stand at the offset `from` or later.
struct Listener {
  std::string session;    ///< Its id.
  std::int64_t from = 0;  ///< Offset in the log, in bytes.
  /// Empty: `from` is for all checks of the session. Else the name of the one check that `from` is
  /// for, since the session suspended this check later than the others, or took it over from
  /// another session.
  CheckName check{};
};

/// What the text says.
struct OwnRequests {
  std::string boot_id;  ///< The boot in which the text was written.
  std::string log;      ///< Path of monit's log.
  /// Device and inode of the log.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::vector<rules::LogStretch> stretches;  ///< In the order of the log.
  /// All listeners. `stretches` has every request of this program since the smallest `from` of
  /// these listeners.
  std::vector<Listener> listeners;

  /// Returns the listener for all checks of the session with this id (Listener::check is empty);
  /// null if there is none.
  const Listener* find(const std::string& session) const;
  /// Returns the offset from which on a request about the check counts for a session. `session`:
  /// the listener of the session that find() has returned. The offset is that of the session's
  /// listener for this check, if there is one and its offset is larger; else Listener::from of
  /// `session`.
  std::int64_t from_of(const Listener& session, const std::string& check) const;
};

/// Reads the text. Returns nullopt if there is no text, or if it is damaged or cannot be read. The
/// text may be of an earlier boot or of another log: the caller compares `boot_id`, `log`, `device`
/// and `inode`.
std::optional<OwnRequests> read_own_requests(const StateStore& store);

/// Writes the text over the earlier text, in place. Each text is padded with blanks to 16 KiB, so
/// only the first one needs disk space: on a full disk only the first write fails.
///
/// If the text cannot be written, or would be longer than 16 KiB, removes it and returns an Error:
/// without a text no request in the log counts as somebody else's.
///
/// If there are more than 80 stretches, writes the earliest ones and all between them as one
/// stretch: somebody else's request there is lost.
Done write_own_requests(const StateStore& store, const OwnRequests& requests);
/// Removes the text, if there is one. A caller that has made a request and could not add it to the
/// text calls this function. Ignores errors.
void forget_own_requests(const StateStore& store);

}  // namespace pkgmap
