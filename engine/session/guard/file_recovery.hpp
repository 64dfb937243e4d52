// Ends substitute checks: because the good content is back, or because an administrator accepts the
// present content.
//
// Both are sessions without a package manager. Their only work is the reload that every resume can
// do, and they have a guard that follows a process that dies in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// Stands in SessionRecord::manager of such a session.
inline constexpr const char* kFileRecovery = "recover";

struct Healing {
  /// A session that only waits for its resume, with each check that switched itself off over the
  /// good content. nullopt if there is no need for a session, or if another session is under way:
  /// its resume also ends substitute checks.
  std::optional<SessionRecord> session;
  std::vector<std::string>
      adrift;  ///< Paths of files with a wrong content, with or without a substitute check.
};

enum class Looking : std::uint8_t {
  anyway,
  if_due,  ///< Only if monit shows what our record does not have, or there is a substitute check.
};

/// Looks at every checksummed file, and records what monit and this program agree upon. Begins a
/// session if a substitute check can end, or must begin because monit was made to take a wrong
/// content and no longer reports it. Does nothing on a host that has neither content records nor
/// substitute checks. An Error if monit, the packages or the journal give no answer while there is
/// a substitute check.
Result<Healing> begin_file_recovery(const Settings& settings, Looking looking,
                                    Host& host = this_host());

/// Calls begin_file_recovery() with if_due, and resumes the session that begins. Errors are
/// dropped.
void see_to_drift(const Settings& settings, Host& host = this_host());

/// A path that somebody accepts, and what was found there.
struct AcceptedFile {
  std::string check;
  std::string path;
  bool drifted = false;      ///< False: the content was the right one, and only the check was off.
  bool switched_on = false;  ///< The check had switched itself off.
  std::vector<std::string> dependents{};  ///< What monit took along then.
};

struct Acceptance {
  std::vector<AcceptedFile> files;
  std::vector<std::string>
      untouched;  ///< Paths at which there is nothing to accept: the content is the good one.
  std::optional<ResumeOutcome> outcome;
};

/// monit takes the present content of these paths as good from now on, and that of no other file.
/// ErrorCode::usage for a path whose content no check compares; then no path is accepted. Also an
/// Error if monit or the packages give no answer.
Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host = this_host());

}  // namespace pkgmap
