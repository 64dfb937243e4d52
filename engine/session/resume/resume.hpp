// After a transaction: monitors again what a session suspended, in the order
// that gives each check its right baseline (docs/design.md, The session).
//
// Idempotent: whoever comes second finds less to do. The lock is held while
// acting, not while waiting. Bookkeeping never prevents resuming: a journal that
// cannot be written is told afterwards.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Who waits for a resume, and so how long it may wait for others.
enum class Caller : std::uint8_t {
  person,       ///< As long as the policy says.
  hook,         ///< A package manager waits: 5 s for anything slow, the rest is left to the guard.
  after_death,  ///< The manager was killed: nobody is left who would start a daemon, so not for
                ///< long.
};

struct ResumeRequest {
  std::string session;
  Caller caller = Caller::person;
  /// The manager whose hook leaves the session; while others are in it, nothing is resumed. Empty:
  /// it ends for all of them.
  std::string hook{};
  /// Checks that are to stay off, as somebody has just said.
  std::vector<std::string> except{};
};

/// ErrorCode::usage when there is no such session. For a hook that is no error: then the guard was
/// first.
Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request,
                             Host& host = this_host());

}  // namespace pkgmap
