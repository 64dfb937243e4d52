// Suspends the checks of a session that began while monit did not answer: at monit's first answer.
//
// monit may be in its start delay, or refuse this host until somebody reloads it. Whether a check
// was off before the session is then known only from monit's first status.
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

/// The reason of a check that was off at monit's first answer, and perhaps before the session.
inline constexpr const char* kOffAtFirstAnswer =
    "it was off when monit answered for the first time: monit switched it off, or somebody did";

/// When the session first had the check off; if nobody saw that, when the session began.
std::int64_t off_since(const SuspendedCheck& check, const SessionRecord& record);

/// Takes out of the record the checks that were off before the session: somebody had switched them
/// off. A check that is off, but was on after the session had begun, is ours like every suspended
/// one: another one of `sessions` has suspended it, monit has tested it since, or monit was in the
/// start delay after a boot, and `onreboot` switched it on. If nobody can tell, as after
/// SessionRecord::written_again, the check stays in the record for a person to resume. Returns the
/// checks that are still on.
std::vector<std::string> sort_by_first_answer(const status::Status& status,
                                              const std::vector<SessionRecord>& sessions,
                                              SessionRecord& record);

/// Sorts the checks of a record that is `unasked`, unmonitors those that are still on, and saves
/// the record. While it waits for monit, others have the turn. Returns false if they have ended the
/// session or made `may_act` false. An Error if the record cannot be written or monit does not act;
/// then the record is still unasked, and knows for the next call what it asked for: monit may have
/// done it, though its answer was lost.
Result<bool> suspend_at_first_answer(Host& host, Turn& turn, const Journal& journal,
                                     MonitClient& monit, const monitrc::ControlFile& control_file,
                                     const status::Status& status, const MayAct& may_act,
                                     SessionRecord& record);

}  // namespace pkgmap
