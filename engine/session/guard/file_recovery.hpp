// Ends substitute checks, either because the good content is back or because an administrator
// accepts the present content.
//
// In both cases a session without a package manager does it: its only work is the reload that every
// resume can do. The process that begins the session stands for its guard; if this process dies,
// the session counts as dead, and another process resumes it. For one thread.
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
  /// The session that the caller must resume. It has each check that switched itself off over the
  /// good content. nullopt if there is no need for a session, or if another session is under way:
  /// its resume also ends substitute checks.
  std::optional<SessionRecord> session;
  std::vector<std::string>
      adrift;  ///< Paths of files with a wrong content, with or without a substitute check.
};

/// Whether begin_file_recovery() looks at the files.
enum class Looking : std::uint8_t {
  /// Always.
  anyway,
  /// Only if monit shows what the content records do not have, or if there is a substitute check.
  if_due,
};

/// Looks at every checksummed file, and records what monit and this program agree upon. Begins a
/// session if a substitute check can end, or if one must begin because monit was made to take a
/// wrong content and no longer reports it. Returns an empty Healing, and writes no file, on a host
/// that has neither a state directory nor substitute checks. An Error if the state directory cannot
/// be read, or if there is a substitute check and monit, the packages or the journal give no
/// answer.
Result<Healing> begin_file_recovery(const Settings& settings, Looking looking,
                                    Host& host = this_host());

/// Calls begin_file_recovery() with Looking::if_due, and resumes the session that begins; tries ten
/// times if the state directory has lost the session. Ignores errors.
void see_to_drift(const Settings& settings, Host& host = this_host());

/// A file whose content somebody accepts, and what was found at its path.
struct AcceptedFile {
  CheckName check;
  std::string path;
  bool drifted = false;  ///< True: its content was not the good one. False: only the check was off.
  bool switched_on = false;  ///< The check had switched itself off, and is monitored again.
  /// If switched_on: the dependents that went off together with the check, and are monitored again.
  std::vector<std::string> dependents{};
};

/// What became of a call of accept().
struct Acceptance {
  std::vector<AcceptedFile> files;
  std::vector<std::string>
      untouched;  ///< Paths whose content is the good one, so that there is nothing to accept.
  /// Of the session that makes monit take the contents; nullopt if `files` is empty.
  std::optional<ResumeOutcome> outcome;
};

/// Makes monit take the present content of these paths as good, and that of no other file. The
/// paths are as the control file has them. ErrorCode::usage for a path whose content no check
/// compares; then no path is accepted. Also an Error if monit, the packages or the journal give no
/// answer, or if the resume of the session fails: then the session is still there.
Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host = this_host());

}  // namespace pkgmap
