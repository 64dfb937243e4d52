// Remembers which stretches of monit's log are about requests of ours: every other request in the
// log is somebody else's.
//
// All processes share one text in the state directory, since each process that asks monit leaves
// its lines in the same log. The text is good for one boot only, so it need not survive a power
// failure. A process that changes it holds the lock of the journal. Not thread-safe.
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

/// A session, and the byte of the log from which on a request about its checks counts.
struct Listener {
  std::string session;
  std::int64_t from = 0;
  /// The check that the session has suspended later, or taken over, with a later byte; empty for
  /// the listener of the whole session.
  CheckName check{};
};

/// The whole text.
struct OwnRequests {
  std::string boot_id;
  std::string log;  ///< Path of monit's log.
  /// Which file the log was: device and inode.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::vector<rules::LogStretch> stretches;  ///< Our requests, in the order of the log.
  /// The sessions that listen. `stretches` has every request of ours since the smallest byte among
  /// the listeners.
  std::vector<Listener> listeners;

  /// Returns the listener of the whole session with this id; null if the session does not listen.
  const Listener* find(const std::string& session) const;
  /// Returns the byte from which on a request about the check counts for the session. `session`: as
  /// find() returns it.
  std::int64_t from_of(const Listener& session, const std::string& check) const;
};

/// Reads the text. Returns nullopt if there is none, or if it is damaged. The caller compares the
/// boot and the log.
std::optional<OwnRequests> read_own_requests(const StateStore& store);

/// Writes the text. Succeeds on a full disk, too, if there was a text before. After an Error there
/// is no text any more, so that no request of ours counts as somebody else's.
Done write_own_requests(const StateStore& store, const OwnRequests& requests);
/// Removes the text, after a request of ours that could not be noted. Ignores errors.
void forget_own_requests(const StateStore& store);

}  // namespace pkgmap
