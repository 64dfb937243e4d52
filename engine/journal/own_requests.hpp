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
};

struct OwnRequests {
  std::string boot_id;
  std::string log;  ///< Path of monit's log.
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::vector<rules::LogStretch> stretches;  ///< In the order of the log.
  /// Since the first of them began, `stretches` has every request.
  std::vector<Listener> listeners;

  const Listener* find(const std::string& session) const;
};

/// Returns nullopt if there is no text, or a damaged one.
std::optional<OwnRequests> read_own_requests(const StateStore& store);

/// Succeeds also on a full disk, but for the first time. After an Error the text is gone: then
/// nobody can tell any more which requests are ours.
Done write_own_requests(const StateStore& store, const OwnRequests& requests);

}  // namespace pkgmap
