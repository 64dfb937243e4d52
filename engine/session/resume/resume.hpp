// After a transaction: monitors again the checks that a session suspended, in the order that gives
// each check its right baseline (docs/design.md, "Resume").
//
// A second resume of a session does no harm: it finds less to do. A resume holds the lock while it
// acts, not while it waits. A journal that cannot be written keeps no check suspended; the outcome
// reports it (ResumeOutcome::trouble).
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Who waits for a resume. It decides how long the resume may wait for processes and for monit.
enum class Caller : std::uint8_t {
  person,  ///< As long as the policy says.
  guard,   ///< As for a person, who alone may resume what somebody perhaps switched off.
  /// A package manager waits: 5 s for each slow step, then the guard does the rest.
  hook,
  /// The package manager was killed, so no process is left that would start a daemon: 5 s.
  after_death,
};

struct ResumeRequest {
  std::string session;
  Caller caller = Caller::person;
  /// The package manager whose hook leaves the session. While other hooks are in the session, no
  /// check is resumed. Empty ends the session for all hooks.
  std::string hook{};
  /// Checks that must stay off, because a person has just said so.
  std::vector<std::string> except{};
  /// The journal to use in place of that of the settings, which something may have hidden by a
  /// mount; may be null.
  const Journal* journal = nullptr;
};

/// ErrorCode::usage if there is no such session. A hook gets an outcome without checks instead if
/// the session is over, because the guard was first; it gets ErrorCode::failed if the session has
/// vanished without an end mark. Also an Error if monit cannot be asked, or does not monitor a
/// check in time.
Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request,
                             Host& host = this_host());

}  // namespace pkgmap
