// Keeps the record of a session complete when monit unmonitors more checks than a request names.
// monit's cascade also unmonitors every dependent of a named check, by the control file that monit
// has read, which may differ from the one on disk. If a dependent was monitored before, the record
// must have it; otherwise no process resumes it.
//
// unmonitor_in_record() unmonitors checks and keeps the record complete meanwhile. The other
// functions are its parts, for a caller that asks monit itself.
//
// The add_… functions return the names of the checks that they add to the record. They cannot fail
// and write no file; the caller saves the record. For one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// The kept_reason of a check that add_unseen_cascade() adds.
inline constexpr const char* kUnseen =
    "it went off while a hook was suspending checks, and the hook then died: monit took it along, "
    "or somebody switched it off";

/// For the time before a request unmonitors `roots`: adds to `record` each dependent of `roots` (by
/// the dependencies in `checks`, those of the control file) that monit monitors and that the record
/// does not have. An added check gets `roots` as its prerequisites, and the present time as
/// off_usec. `now`: the latest status of monit.
CheckNames add_expected_cascade(Host& host, const status::Status& now,
                                const std::vector<monitrc::Check>& checks, const CheckNames& roots,
                                SessionRecord& record);

/// For the time after a request has unmonitored `roots`: adds to `record` each check that was
/// monitored in the status `before` and that is off, or about to be unmonitored, in the status
/// `now`, whether or not it depends on `roots`. Leaves out a check that the record or another
/// session of the same monit has, since other processes may have acted meanwhile. An unasked
/// session counts as having only those of its checks whose off_usec is set.
///
/// An added check gets `roots` as its prerequisites, and the present time as off_usec. `checks`,
/// those of the control file, only say which process an added check has
/// (SuspendedCheck::process_ran).
CheckNames add_seen_cascade(Host& host, const Journal& journal, const status::Status& before,
                            const status::Status& now, const std::vector<monitrc::Check>& checks,
                            const CheckNames& roots, SessionRecord& record);

/// Returns the names of the checks that monit monitors and that the record does not have. monit's
/// cascade may reach such a check if monit has read another control file than the one on disk. So
/// the caller saves the names in SessionRecord::unrelated before the request, for
/// add_unseen_cascade().
CheckNames monitored_unrelated(const status::Status& now, const SessionRecord& record);

/// For a session whose suspend died before it saw monit's result (`from`): adds to `record` each
/// check of `from.unrelated` that is off, or about to be unmonitored, unless one of `sessions` has
/// it, as for add_seen_cascade(). Nobody can tell whether monit's cascade or a person switched such
/// a check off, so only a person may resume it. `record` is the record of the same session, or of
/// the session that takes over the checks of `from`. `sessions`: the sessions of the same monit,
/// with or without the session of `from`.
CheckNames add_unseen_cascade(const SessionRecord& from, const status::Status& now,
                              const std::vector<SessionRecord>& sessions, SessionRecord& record);

/// Sets off_usec of the checks with these names to `now_usec` (microseconds since the epoch). A
/// check whose off_usec is set already (not 0) keeps it.
void note_off(const CheckNames& names, std::int64_t now_usec, SessionRecord& record);

/// A function of the caller, which must not be empty (not checked). Its argument is the record that
/// read_again() has read from disk. Returns whether this process may act for the session of this
/// record.
using MayAct = std::function<bool(const SessionRecord& record)>;

/// Returns whether the session is suspending or suspended and no resume of it has begun, so that
/// its checks may still be unmonitored.
bool is_open(const SessionRecord& record);

/// For the time after a wait: replaces `record` by the record on disk and returns true. There are
/// two other cases, in which `record` stays unchanged:
/// - Returns false if the session has ended, or if `may_act` returns false for the record on disk.
/// - Returns true if the record on disk has vanished without an end mark, or cannot be read.
bool read_again(const Journal& journal, const MayAct& may_act, SessionRecord& record);

/// Returns the Waiting (acting.hpp) for a process that unmonitors the checks of `record`.
/// Waiting::read_again calls read_again(). Waiting::is_taken returns true for a check that the
/// record does not have any more, for example since the guard has seen that somebody monitored the
/// check: if this process unmonitored the check again, no process would resume it. `turn`,
/// `journal` and `record` must outlive the returned value.
Waiting waiting_with(Turn& turn, const Journal& journal, const MayAct& may_act,
                     SessionRecord& record);

/// Unmonitors `names` within 10 s. The record has all of these checks, and monit monitors them by
/// the status `now`. Adds to the record what monit's cascade takes along: before the request as
/// `control_file` has it, after the request as monit's status shows it. Saves the record before and
/// after the request.
///
/// The caller has the turn (engine/session/host/turn.hpp). During each wait other processes have
/// the turn; after each wait this process has it again, and read_again() replaces `record`.
///
/// If Acted::over is true, read_again() returned false: the request may have been made, and the
/// function has not saved the record after the request. An Error if the record cannot be saved, if
/// monit refuses the request or gives no status before it, or if the process does not get the turn
/// again (Turn::is_held()). If monit gives no status after the request, the function adds only the
/// cascade of `control_file`. After an Error, too, monit may have unmonitored the checks.
Result<Acted> unmonitor_in_record(Host& host, Turn& turn, const Journal& journal,
                                  MonitClient& monit, const monitrc::ControlFile& control_file,
                                  const status::Status& now, const CheckNames& names,
                                  const MayAct& may_act, SessionRecord& record);

}  // namespace pkgmap
