// Resumes a session after its transaction: monitors the checks again that the session suspended, in
// the order that gives each check its right baseline (docs/design.md, "Resume").
//
// A second resume of a session does no harm: it finds less to do. A resume takes the lock while it
// acts, and not while it waits, so its caller must not hold the lock. If the journal cannot be
// written, resume() monitors the checks all the same, and ResumeOutcome::trouble has the Error. For
// one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// The caller of a resume. The caller decides how long the resume may wait for processes and for
/// monit.
enum class Caller : std::uint8_t {
  /// May wait as long as the policy says. The caller also decides about a check that a person
  /// perhaps switched off (SuspendedCheck::went_off_again). The first resume of the session leaves
  /// such a check off, whoever the caller is, and lists the check in ResumeOutcome::kept; the check
  /// is then a leftover check. A later resume by a person resumes the check; a later resume by any
  /// other caller leaves the check off.
  person,
  guard,  ///< May wait as long as a person.
  /// A package manager waits: after 5 s in a slow step, the resume leaves the remaining checks to
  /// the guard.
  hook,
  /// The package manager was killed, so no process is left that would start a daemon. Waits at most
  /// 5 s for the processes, and at most 5 s for the reload window (a moment in which a reload
  /// disturbs other checks least). Then goes on without them.
  after_death,
};

struct ResumeRequest {
  /// Id of the session.
  std::string session;
  Caller caller = Caller::person;
  /// The package manager whose hook leaves the session, as SessionRecord::hooks has it. While other
  /// hooks are in the session, no check is resumed: ResumeOutcome::left_to_hooks is then true. An
  /// empty text ends the session for all hooks.
  std::string hook{};
  /// Names of the checks that must stay off, since a person has just said so. A name that the
  /// session does not have has no effect.
  CheckNames except{};
  /// The journal to use in place of the one of the settings, which something may have hidden by a
  /// mount. Null: that of the settings.
  const Journal* journal = nullptr;
};

/// Resumes the session. If the journal does not have the session:
/// - Caller::hook and a session that has ended, since its guard was first: returns an outcome with
///   was_over and without checks.
/// - Caller::hook and a record that has vanished without an end mark: ErrorCode::failed, unless a
///   guard writes the record again within two seconds.
/// - every other caller: ErrorCode::usage.
///
/// Also an Error if monit cannot be asked (ErrorCode::monit), if monit does not monitor a check in
/// time (ErrorCode::not_resumed), or if the lock cannot be had (ErrorCode::locked). After these
/// three Errors the session is still there. Caller::hook leaves the rest to the guard: not_resumed
/// and locked then give an outcome with `finished` false, and an Error only if no guard can do the
/// rest.
Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request,
                             Host& host = this_host());

}  // namespace pkgmap
