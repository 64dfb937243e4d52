// Brings back what dead sessions left suspended: after a reboot, a power failure, a killed guard.
//
// Safe at any time: a session that somebody still stands behind is left alone, and where nothing is
// left nothing is done or made.
#pragma once

#include <string>
#include <vector>

#include "engine/session/resume/resume.hpp"

namespace pkgmap {

/// A dead session, and what became of it.
struct Recovered {
  SessionRecord record;  ///< As it was found.
  Result<ResumeOutcome> outcome;
};

/// Resumes every dead session, the oldest first, and tries the leftover checks once more.
Result<std::vector<Recovered>> recover(const Settings& settings, Host& host = this_host());

/// What there is to do, for one that must not do it himself: a program that monit runs is killed by
/// the reload that resuming may need.
struct Stale {
  std::vector<std::string> handed_over;  ///< Dead sessions that have a guard now.
  std::vector<std::string> kept;         ///< Checks that could not be resumed.
  std::vector<std::string> adrift;       ///< Files that have a substitute check.
  std::vector<Error> damaged;            ///< Sessions that cannot be read.
};

Result<Stale> hand_over_to_guards(const Settings& settings, Host& host = this_host());

}  // namespace pkgmap
