// Resumes a session after its transaction: monitors again the checks that the session suspended, in
// the order that gives each check its right baseline (docs/design.md, "Resume").
//
// A second resume of a session does no harm: it finds less to do. A resume takes the lock while it
// acts, and gives the lock back while it waits, so its caller must not hold the lock. If the
// journal cannot be written, resume() monitors the checks all the same, and ResumeOutcome::trouble
// has the Error. For one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Who asks for a resume. That decides how long the resume may wait for processes and for monit.
enum class Caller : std::uint8_t {
  /// May wait as long as the policy says.
  ///
  /// Only this caller decides about a check that a person perhaps switched off
  /// (SuspendedCheck::went_off_again). The first resume of the session, whoever its caller is,
  /// leaves such a check off and lists it in ResumeOutcome::kept: it is then a leftover check. A
  /// later resume by a person monitors it again; a later resume by any other caller leaves it off.
  person,
  guard,  ///< May wait as long as a person.
  /// A package manager waits for the resume: after 5 s in a slow step, the resume leaves the
  /// remaining checks to the guard.
  hook,
  /// The package manager was killed, so no process is left that would start a daemon. Waits at most
  /// 5 s for the processes, and at most 5 s for the reload window (a moment in which a reload
  /// disturbs other checks least). After that, goes on without them.
  after_death,
};

struct ResumeRequest {
  /// Id of the session.
  std::string session;
  Caller caller = Caller::person;
  /// The package manager whose hook leaves the session, as SessionRecord::hooks has it. If other
  /// hooks are still in the session, the resume resumes no check and sets
  /// ResumeOutcome::left_to_hooks. An empty text resumes the checks whatever hooks are in the
  /// session.
  std::string hook{};
  /// Names of the checks that must stay off, since a person has just said so: they leave the
  /// session. A name that the session does not have has no effect; nor has any name if other hooks
  /// are still in the session.
  CheckNames except{};
  /// The journal to use. Null: the journal in the state directory of the settings. A guard sets it,
  /// since a mount may have hidden that directory.
  const Journal* journal = nullptr;
};

/// Resumes the session. If the journal does not have the session:
/// - Caller::hook and a session that has ended, since its guard was first: returns an outcome with
///   was_over and without checks.
/// - Caller::hook and a record that has vanished without an end mark: ErrorCode::failed, unless a
///   guard writes the record again within two seconds.
/// - every other caller: ErrorCode::usage.
///
/// An Error also if the control file cannot be found (ErrorCode::control_file), if monit cannot be
/// asked (ErrorCode::monit), if monit does not monitor a check in time (ErrorCode::not_resumed), or
/// if the lock cannot be had (ErrorCode::locked). After these four Errors the session is still
/// there.
///
/// For Caller::hook, the guard does the rest after such an Error. If it can, the call returns an
/// outcome with `finished` false instead of the Error not_resumed or locked, or of the Error monit
/// if the session is unasked.
Result<ResumeOutcome> resume(const Settings& settings, const ResumeRequest& request,
                             Host& host = this_host());

}  // namespace pkgmap
