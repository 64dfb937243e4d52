// Remembers which stretches of monit's log are about requests of ours: every other request in the
// log is somebody else's.
//
// All processes share one text in the state directory, since each process that asks monit leaves
// its lines in the same log. The text is valid for one boot only, so it need not survive a power
// failure. A process holds the lock of the journal from read_own_requests() to write_own_requests()
// or forget_own_requests(). Not thread-safe.
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

/// A session that listens: a request of somebody else's counts if it is about a check of the
/// session and stands in the log from byte `from` on.
struct Listener {
  std::string session;  ///< Its id.
  std::int64_t from = 0;
  /// Empty: `from` is that of the whole session. Else the name of a check for which a later byte
  /// counts, since the session suspended it later or took it over.
  CheckName check{};
};

/// What the text says.
struct OwnRequests {
  std::string boot_id;
  std::string log;  ///< Path of monit's log.
  /// Device and inode of the log.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::vector<rules::LogStretch> stretches;  ///< Our requests, in the order of the log.
  /// The sessions that listen. `stretches` has every request of ours since the smallest `from` of
  /// these listeners.
  std::vector<Listener> listeners;

  /// Returns the listener of the whole session with this id; null if the session does not listen.
  const Listener* find(const std::string& session) const;
  /// Returns the byte from which on a request about the check counts for the session: that of its
  /// listener for this check, else that of `session`, which find() has returned.
  std::int64_t from_of(const Listener& session, const std::string& check) const;
};

/// Reads the text. Returns nullopt if there is no text, or if it is damaged or cannot be read. The
/// text may be of an earlier boot or of another log: the caller compares `boot_id`, `log`, `device`
/// and `inode`.
std::optional<OwnRequests> read_own_requests(const StateStore& store);

/// Writes the text over the earlier text, so on a full disk this fails only if there is no text
/// yet. If the text cannot be written, removes it, and returns the Error: without a text no request
/// in the log counts as somebody else's.
Done write_own_requests(const StateStore& store, const OwnRequests& requests);
/// Removes the text. A caller that has made a request and could not note it calls this function.
/// Ignores errors.
void forget_own_requests(const StateStore& store);

}  // namespace pkgmap
