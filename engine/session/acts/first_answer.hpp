// Suspends the checks of an unasked session: monit did not answer when the session began
// (engine/session/suspend/unasked.hpp), for example since it was in its start delay, or since it
// refused the requests of this host. The guard, a hook or a resume calls suspend_at_first_answer()
// as soon as monit answers.
//
// Whether a check was off before the session began is known only from monit's first status. For one
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/acts/cascade.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// The kept_reason of a check that was off at monit's first answer, if nobody can tell whether the
/// check was on when the session began.
inline constexpr const char* kOffAtFirstAnswer =
    "it was off when monit answered for the first time: monit switched it off, or somebody did";

/// Returns when monit's status first showed the check off, in microseconds since the epoch; if that
/// is not known, when the session of `record` began.
std::int64_t off_since(const SuspendedCheck& check, const SessionRecord& record);

/// Sorts the checks of an unasked record by monit's first status, and returns the names of the
/// checks that are on, which the caller unmonitors. `sessions`: the sessions of the same monit;
/// the function skips the session of `record` among them. Writes no file and cannot fail. After the
/// call the record is not unasked any more.
///
/// A check that monit does not have stays in the record. What becomes of a check that is off:
/// - It stays in the record to be resumed if it was on after the session had begun: another session
///   has suspended it, monit has tested it since, or monit was in the start delay after a boot and
///   `onreboot` switched it on.
/// - It stays in the record for a person to resume (SuspendedCheck::went_off_again becomes true) if
///   nobody can tell. Examples: SessionRecord::written_again is true, so perhaps the record does
///   not say what a hook has suspended; or monit has read its control file since the session began.
/// - Otherwise it was off before the session, since somebody had switched it off: it leaves the
///   record.
CheckNames sort_by_first_answer(const status::Status& status,
                                const std::vector<SessionRecord>& sessions, SessionRecord& record);

/// Calls sort_by_first_answer() for an unasked record, unmonitors the checks that are on, and saves
/// the record. `status`: monit's first status; after an Error of an earlier call, monit's present
/// status.
///
/// The caller has the turn (engine/session/host/turn.hpp). While this process waits for monit,
/// other processes have the turn. After each wait the function calls `may_act` with the record that
/// is then on disk.
///
/// Returns true if `record` is on disk and not unasked any more. Returns false if, after a wait,
/// `may_act` returned false or the session had ended: then this process must not act for the
/// session any more, monit may have unmonitored checks, and `record` may differ from the record on
/// disk. In both cases the caller has the turn.
///
/// An Error if the sessions cannot be read or the record cannot be written, and as
/// unmonitor_in_record() fails. After an Error, Turn::is_held() says whether the caller has the
/// turn.
///
/// A request that failed may have unmonitored the checks all the same. So after an Error of
/// unmonitor_in_record(), the function makes `record` unasked again, for a next call, and sets
/// off_usec of each check that was on to the present time; the next call then keeps these checks to
/// be resumed, if it finds them off. If this process has the turn, the function saves the record.
Result<bool> suspend_at_first_answer(Host& host, Turn& turn, const Journal& journal,
                                     MonitClient& monit, const monitrc::ControlFile& control_file,
                                     const status::Status& status, const MayAct& may_act,
                                     SessionRecord& record);

}  // namespace pkgmap
