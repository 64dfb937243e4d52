// Ends substitute checks, either because the good content is back or because an administrator
// accepts the present content, and begins substitute checks that are missing.
//
// In every case the resume of a session without a package manager does that, by a reload of monit.
// The record of the session names the process that begins the session as its guard; if this process
// dies, the session counts as dead, and another process resumes it. The functions take the lock, so
// the caller must not hold the lock. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/resume/resume.hpp"
#include "parsers/source/check_name.hpp"

namespace pkgmap {

/// Stands in SessionRecord::manager of a session that begin_file_recovery() begins.
inline constexpr const char* kFileRecovery = "recover";

/// What begin_file_recovery() found and began.
struct Healing {
  /// The session that the caller must resume, as written to disk. nullopt if there is no need for a
  /// session, or if another session is under way: the resume of that session also ends substitute
  /// checks.
  ///
  /// The session has those checks whose substitute check can end and whose own test has `then
  /// unmonitor`. If such a check was still on, begin_file_recovery() has suspended it: until the
  /// reload, monit takes the good content for a wrong one, and the test would switch the check off.
  /// The session also has the dependents that went off together with such a check. The list of
  /// checks may be empty.
  std::optional<SessionRecord> session;
  /// Paths of the files with a wrong content, with or without a substitute check.
  std::vector<std::string> drifted;
};

/// When begin_file_recovery() looks at the files.
enum class Looking : std::uint8_t {
  /// Always.
  anyway,
  /// Only if there is a substitute check, or if monit's status shows a content or a reading of the
  /// control file that the content records do not have.
  if_due,
};

/// Looks at every checksummed file, and records what monit and this program agree upon. Begins a
/// session if a substitute check can end, or if one must begin because monit was made to take a
/// wrong content and no longer reports it.
///
/// Does not look, writes no file and returns an empty Healing in two cases: `looking` says that
/// there is no need to look; or the host has neither a state directory nor substitute checks. An
/// Error if the state directory cannot be read, or if there is a substitute check and monit, the
/// packages or the journal give no answer. Without a substitute check such a failure gives an empty
/// Healing.
Result<Healing> begin_file_recovery(const Settings& settings, Looking looking,
                                    Host& host = this_host());

/// Calls begin_file_recovery() with Looking::if_due, and resumes the session that begins. If the
/// record of this session vanishes from the disk, writes the record again and resumes the session
/// again, ten times in all, a second apart. Ignores errors.
void see_to_drift(const Settings& settings, Host& host = this_host());

/// A file whose content somebody accepts, and what was found at its path.
struct AcceptedFile {
  CheckName check;
  std::string path;
  bool drifted = false;      ///< Its content was not the good one. False: only the check was off.
  bool switched_on = false;  ///< The check had switched itself off, and is monitored again.
  /// If switched_on: the dependents that went off together with the check, and are monitored again.
  CheckNames dependents{};
};

/// What became of a call of accept().
struct Acceptance {
  std::vector<AcceptedFile> files;
  /// Paths whose content is the good one already.
  std::vector<std::string> untouched;
  /// The outcome of the session that makes monit take the contents; nullopt if `files` is empty,
  /// since there is no session then.
  std::optional<ResumeOutcome> outcome;
};

/// Makes monit take the present content of these paths as good, and that of no other file. Begins a
/// session of its own, also while another session is under way. The paths are as the control file
/// has them. ErrorCode::usage for a path whose content no check compares; then no path is accepted.
/// Also an Error if monit, the packages or the journal give no answer, or if the resume of the
/// session fails: then the session is still there, and recover() resumes it.
Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host = this_host());

}  // namespace pkgmap
