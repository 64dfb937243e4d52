// Suspends the checks of an unasked session, that is, of one that began while monit did not answer.
// The guard or a hook does so at monit's first answer.
//
// monit may be in its start delay, or refuse this host until somebody reloads monit. Whether a
// check was off before the session began is then known only from monit's first status. For one
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

/// The kept_reason of a check that was off at monit's first answer, and perhaps before the session.
inline constexpr const char* kOffAtFirstAnswer =
    "it was off when monit answered for the first time: monit switched it off, or somebody did";

/// Returns when the session first saw the check off, in microseconds since the epoch; if that is
/// not known, when the session began.
std::int64_t off_since(const SuspendedCheck& check, const SessionRecord& record);

/// Sorts the checks of an unasked record by monit's first status, and returns the names of the
/// checks that are on, which the caller unmonitors. Removes from the record each check that was off
/// before the session: somebody had switched it off.
///
/// A check that is off stays in the record to be resumed if it was on after the session had begun:
/// another of `sessions` (those of the same monit) has suspended it, monit has tested it since, or
/// monit was in the start delay after a boot and `onreboot` switched it on. If nobody can tell, as
/// after SessionRecord::written_again, the check stays in the record for a person to resume. The
/// record is then no longer unasked. Writes no file and cannot fail.
std::vector<std::string> sort_by_first_answer(const status::Status& status,
                                              const std::vector<SessionRecord>& sessions,
                                              SessionRecord& record);

/// Calls sort_by_first_answer() for an unasked record, unmonitors the checks that are on, and saves
/// the record. `status`: monit's first status. While this process waits for monit, other processes
/// have the turn. Returns true when the record is saved, and false if another process has ended the
/// session meanwhile or `may_act` returned false. An Error if the record cannot be written or monit
/// does not act. Then the record stays unasked, and notes for the next call when the request went
/// out: monit may have unmonitored the checks though its answer was lost.
Result<bool> suspend_at_first_answer(Host& host, Turn& turn, const Journal& journal,
                                     MonitClient& monit, const monitrc::ControlFile& control_file,
                                     const status::Status& status, const MayAct& may_act,
                                     SessionRecord& record);

}  // namespace pkgmap
