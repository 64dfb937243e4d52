// After a transaction: monitors again what a session suspended, in the order
// that gives each check its right baseline (docs/design.md, The session).
//
// Idempotent: whoever comes second finds less to do. The lock is held while
// acting, not while waiting. Bookkeeping never prevents resuming: a journal that
// cannot be written is told afterwards.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/host.hpp"
#include "engine/session/reload.hpp"
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

/// A check that was monitored and is not resumed, with the reason.
struct NotResumed {
  std::string name;
  std::string reason;
};

struct ResumeOutcome {
  std::string session;
  bool finished = true;              ///< False: the rest is left to the guard.
  std::vector<std::string> resumed;  ///< By this call.
  std::vector<std::string> pending;  ///< Left to the guard, or to another session.
  std::vector<NotResumed> kept;
  std::vector<NewBaseline> baselines;
  std::vector<Drift> drift;
  std::vector<std::string> alarms_ended;  ///< Paths whose alarm was kept alive until now.
  bool reloaded = false;
  std::string not_reloaded;  ///< Why a reload that was due could not come; empty: it came, or none
                             ///< was due.
  bool started_monit = false;  ///< It had been stopped for the transaction.
  /// The checks are as said, but the journal could not be brought up to date; the guard tries
  /// again.
  std::optional<Error> trouble;
  std::vector<std::string> packages;  ///< NEVRAs of the session.
  double seconds = 0;                 ///< Since the session began.
};

/// ErrorCode::usage when there is no such session. For a hook that is no error: then the guard was
/// first.
Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request,
                             Host& host = this_host());

}  // namespace pkgmap
