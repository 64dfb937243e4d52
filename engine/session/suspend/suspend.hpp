// Suspends the checks of a transaction before the transaction begins. suspend() makes the plan,
// writes the session to disk, starts the guard, unmonitors the checks, and waits until monit's
// status shows the result. No check is unmonitored before the session is on disk and the guard has
// sent its ready notification.
//
// A transaction may have several hooks. A hook joins the session that another hook has begun for
// the same process of a package manager; the last hook to leave ends the session. For one thread.
#pragma once

#include "engine/session/host/host.hpp"
#include "engine/session/outcomes.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Suspends the checks that the policy wants off during the transaction. If there are none, and the
/// transaction does not replace monit itself, returns an outcome without a session. Tries once more
/// after an error that may pass.
///
/// If monit cannot be asked, the first of these cases that fits counts:
/// - The plan suspends no check, and the transaction replaces monit: an outcome without a session.
/// - No monit can run during the transaction: an outcome with `absent`, without a session.
/// - monit runs, and the policy says `unreachable: stop-monit`: an outcome with stopped_monit.
/// - monit does not run, or its control file permits no actions: an Error (ErrorCode::monit).
/// - monit runs and does not answer: an outcome with a session, which is unasked (unasked.hpp). No
///   check is suspended yet, and SuspendOutcome::trouble says why; the guard suspends the checks at
///   monit's first answer (engine/session/acts/first_answer.hpp).
///
/// If a check is not suspended, or `trouble` is set, and the policy says `on_error: abort`, resumes
/// what was suspended, and sets SuspendOutcome::refused.
///
/// An Error also if the control file, the packages or the journal give no answer, if the lock
/// cannot be had, or if no guard starts. After an Error this call has begun no session and
/// suspended no check. One exception: if this call was about to join an unasked session of another
/// hook, monit may already have unmonitored checks of that session, and the guard of that session
/// resumes them.
Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction,
                               Host& host = this_host());

}  // namespace pkgmap
