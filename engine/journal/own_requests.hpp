// Which stretches of monit's log are about requests of ours: every other request in the log is
// somebody else's.
//
// One text in the state directory, since each process that asks monit leaves its lines in the same
// log. It need not survive a power failure: it is good for one boot only. Whoever changes it holds
// the lock. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/said_off.hpp"

namespace pkgmap {

inline constexpr const char* kOwnRequestsFile = "requests";

/// A session, and the byte of the log from which on it listens.
struct Listener {
  std::string session;
  std::int64_t from = 0;
  /// The check that the session has suspended since; empty for what the session began with.
  std::string check{};
};

struct OwnRequests {
  std::string boot_id;
  std::string log;  ///< Path of monit's log.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::vector<rules::LogStretch> stretches;  ///< In the order of the log.
  /// Since the first of them began, `stretches` has every request.
  std::vector<Listener> listeners;

  /// Returns the listener of the whole session; null if the session does not listen.
  const Listener* find(const std::string& session) const;
  /// Returns the byte from which on the session listens for a word about the check.
  std::int64_t from_of(const Listener& session, const std::string& check) const;
};

/// Returns nullopt if there is no text, or a damaged one.
std::optional<OwnRequests> read_own_requests(const StateStore& store);

/// Succeeds on a full disk, too, if the text was there before. After an Error the text is gone:
/// then nobody can tell any more which requests are ours.
Done write_own_requests(const StateStore& store, const OwnRequests& requests);
/// Removes the text: some request of ours could not be noted.
void forget_own_requests(const StateStore& store);

}  // namespace pkgmap
