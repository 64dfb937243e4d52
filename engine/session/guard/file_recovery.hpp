// Ends substitute checks: the good content is back, or an administrator accepts the other.
//
// Both are sessions without a package manager, so that whoever dies in them is followed by a guard
// as ever: what they have to do is the reload that every resume knows how to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// Who begins such a session, in place of a package manager.
inline constexpr const char* kFileRecovery = "recover";

struct Healing {
  /// It is over, but for being resumed. A check that switched itself off over the good content is
  /// in it. nullopt if there is no need, or another session is under way, and whoever resumes
  /// that one sees to it.
  std::optional<SessionRecord> session;
  std::vector<std::string> adrift;  ///< Paths of files that are not good, carried or not.
};

enum class Looking : std::uint8_t {
  anyway,
  if_due,  ///< Only where monit shows something new, or an alarm is carried.
};

/// Looks at every checksummed file, and notes what monit and we agree upon. Begins a session where
/// an alarm is over, or where monit has been made to take what nobody answers for and no longer
/// alarms. Does nothing where nothing was ever suspended.
Result<Healing> begin_file_recovery(const Settings& settings, Looking looking,
                                    Host& host = this_host());

/// The same, and resumes that session.
void see_to_drift(const Settings& settings, Host& host = this_host());

/// A path that somebody accepts, and what was found there.
struct AcceptedFile {
  std::string check;
  std::string path;
  bool drifted = false;      ///< Else it is what it should be, and only the check was off.
  bool switched_on = false;  ///< The check had switched itself off.
};

struct Acceptance {
  std::vector<AcceptedFile> files;
  std::vector<std::string> untouched;  ///< Paths at which there is nothing to accept.
  std::optional<ResumeOutcome> outcome;
};

/// monit takes what stands at these paths for good from now on, and nothing else. ErrorCode::usage
/// for a path whose content no check compares; then nothing is done.
Result<Acceptance> accept(const Settings& settings, const std::vector<std::string>& paths,
                          Host& host = this_host());

}  // namespace pkgmap
