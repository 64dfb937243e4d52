// Ends substitute checks (rules/substitute.hpp), either because the good content is back or because
// an administrator accepts the present content, and begins substitute checks that are missing.
//
// A substitute check begins or ends with a reload of monit, in the resume of a session without a
// package manager. The record of this session names the process that begins the session as its
// guard; if this process dies, the session counts as dead, and another process resumes it. The
// functions take the lock, so the caller must not hold it. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/resume/resume.hpp"
#include "parsers/source/check_name.hpp"

namespace pkgmap {

/// SessionRecord::manager of a session that begin_file_recovery() begins.
inline constexpr const char* kFileRecovery = "recover";

/// What begin_file_recovery() found and began.
struct Healing {
  /// The session that the caller must resume, as written to disk. nullopt if no session is needed,
  /// or if another session is under way: the resume of that session also ends substitute checks.
  ///
  /// The checks of the session are those whose substitute check can end and whose own test has
  /// `then unmonitor`, together with the dependents that went off with such a check; perhaps none.
  /// If such a check was still on, begin_file_recovery() has tried to suspend it. The reason: until
  /// the reload, monit takes the good content for a wrong one, and the test would switch the check
  /// off.
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

/// Looks at every checksummed file, and writes what monit and this program agree upon into the
/// content records. Begins a session if is_reload_due() (engine/session/acts/gate.hpp): if a
/// substitute check can end or is lost, if one must begin because monit was made to take a wrong
/// content and no longer reports it, or if a file has its good content and monit compares it with
/// another one.
///
/// Does not look, writes no file and returns an empty Healing in two cases:
/// - there is no substitute check, and `looking` says that there is no need to look;
/// - the host has neither a state directory nor substitute checks.
///
/// An Error if the state directory cannot be read. If the control file has an error, or if monit,
/// the packages or the journal give no answer: an Error if there is a substitute check, otherwise
/// an empty Healing.
Result<Healing> begin_file_recovery(const Settings& settings, Looking looking,
                                    Host& host = this_host());

/// Calls begin_file_recovery() with Looking::if_due, and resumes the session that it begins. If the
/// record of this session vanishes from the disk, writes the record again and resumes the session
/// again; tries this ten times in all, a second apart. Ignores errors.
void see_to_drift(const Settings& settings, Host& host = this_host());

/// A file whose content accept() makes monit take, and what was found at its path.
struct AcceptedFile {
  CheckName check;
  std::string path;
  bool drifted = false;  ///< Its content was not the good one. If false, only the check was off.
  bool switched_on = false;  ///< The check had switched itself off, and is monitored again.
  /// Only if `switched_on`: the dependents that went off together with the check. They are
  /// monitored again, too.
  CheckNames dependents{};
};

/// What became of a call of accept().
struct Acceptance {
  std::vector<AcceptedFile> files;
  /// Paths whose content is the good one already, and whose checks are not off because of it.
  std::vector<std::string> untouched;
  /// The outcome of the session that makes monit take the contents, with the leftover checks that
  /// could be resumed after it. nullopt if `files` is empty, since there is no session then.
  std::optional<ResumeOutcome> outcome;
};

/// Makes monit take the present content of the files at `paths` as good, and of no other file. The
/// paths are as the control file has them. Begins a session of its own, also while another session
/// is under way. ErrorCode::usage if no check compares the content of one of the paths: then no
/// path is accepted. An Error also if the control file has an error, or if monit, the packages or
/// the journal give no answer. An Error also if the resume of the session fails: then the session
/// is still there, and recover() resumes it.
Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host = this_host());

}  // namespace pkgmap
