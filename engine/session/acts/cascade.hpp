// Keeps the record of a session complete when monit unmonitors more checks than were named. monit's
// cascade also unmonitors every dependent, by the control file that monit has read, which may
// differ from the one on disk. Each of these checks was monitored before, so the record must have
// it, or nobody resumes it.
//
// The add_… functions return the names of the checks that they add. They fail in no way and write
// no file; the caller saves the record.
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

/// The reason of a check that went off while no living process of ours looked.
inline constexpr const char* kUnseen =
    "it went off while a hook suspended checks, which then died: monit took it along, or somebody "
    "did that";

/// Before `roots` are unmonitored: adds each dependent, as `checks` have it, that monit monitors
/// and the record does not have.
std::vector<std::string> add_expected_cascade(Host& host, const status::Status& now,
                                              const std::vector<monitrc::Check>& checks,
                                              const std::vector<std::string>& roots,
                                              SessionRecord& record);

/// After `roots` were unmonitored: adds each check that was monitored `before` and is off `now`, or
/// has a pending unmonitor, and that neither the record nor another session of the journal has:
/// others may have acted meanwhile.
std::vector<std::string> add_seen_cascade(Host& host, const Journal& journal,
                                          const status::Status& before, const status::Status& now,
                                          const std::vector<monitrc::Check>& checks,
                                          const std::vector<std::string>& roots,
                                          SessionRecord& record);

/// The checks that a cascade may still reach: monit monitors them, and the record does not have
/// them.
std::vector<std::string> monitored_unrelated(const status::Status& now,
                                             const SessionRecord& record);

/// For a session whose suspend died before it saw the result: adds to `record` each unrelated check
/// of `from` that is off now, unless one of `sessions` has it. Nobody can tell whether monit's
/// cascade or a person switched such a check off, so only a person may resume it.
std::vector<std::string> add_unseen_cascade(const SessionRecord& from, const status::Status& now,
                                            const std::vector<SessionRecord>& sessions,
                                            SessionRecord& record);

/// Whether the list has the name, as monit compares names.
bool names_check(const std::vector<std::string>& names, const std::string& name);

/// Notes when the checks of these names went off, unless that is known already.
void note_off(const std::vector<std::string>& names, std::int64_t now_usec, SessionRecord& record);

/// Whether the record says that this process may act for its session.
using MayAct = std::function<bool(const SessionRecord& record)>;

/// Whether nobody resumes the session, so that its checks may still be unmonitored.
bool is_open(const SessionRecord& record);

/// After a wait: reads the record as others have left it. Returns false if the session is over, or
/// `may_act` does not hold for it. What is in memory must do if the record has vanished without an
/// end mark, or cannot be read.
bool read_again(const Journal& journal, const MayAct& may_act, SessionRecord& record);

/// How whoever unmonitors the checks of `record` waits: read_again() after each wait. A check that
/// the record has lost meanwhile is left alone: the guard has seen that somebody monitored it, and
/// nobody would resume it. Journal, record and turn must outlive the returned value.
Waiting waiting_with(Turn& turn, const Journal& journal, const MayAct& may_act,
                     SessionRecord& record);

/// Unmonitors `names`, which `record` has and monit monitors by `now`, within 10 s. Adds to the
/// record what monit's cascade takes along: before, as `control_file` has it, and after, as monit's
/// status shows it. Saves the record before and after; in between others have the turn, and the
/// record is read again. With Acted::over it is not saved: `may_act` did not hold for it any more,
/// or the session has ended. An Error if the record cannot be saved or monit does not act; monit
/// may have acted all the same, without an answer.
Result<Acted> unmonitor_in_record(Host& host, Turn& turn, const Journal& journal,
                                  MonitClient& monit, const monitrc::ControlFile& control_file,
                                  const status::Status& now, const std::vector<std::string>& names,
                                  const MayAct& may_act, SessionRecord& record);

}  // namespace pkgmap
