// The sessions under way and what stays suspended from earlier ones. Read-only.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

struct SessionView {
  SessionRecord record;
  bool alive = false;    ///< Its package manager still runs.
  bool watched = false;  ///< Somebody is going to resume it.
  /// What monit says of each of record.checks now, in the same order: "monitored", "off", "gone",
  /// "unknown".
  std::vector<std::string> states;
};

struct SubstituteView {
  rules::SubstituteCheck check;
  std::string state = "unknown";  ///< As of a session's check: it keeps the alarm if "monitored".
};

struct SessionsView {
  std::vector<SessionView> sessions;   ///< Under way.
  std::vector<SessionView> kept;       ///< Ended, but for checks that could not be resumed.
  std::vector<SubstituteView> adrift;  ///< Substitute checks.
  std::vector<std::string> notes;      ///< What could not be read, for people.
};

Result<SessionsView> view_sessions(const Settings& settings);

/// Ids of the sessions that `resume` without a name means: ended or kept ones, and those whose
/// manager is gone.
Result<std::vector<std::string>> resumable_sessions(const Settings& settings);

}  // namespace pkgmap
