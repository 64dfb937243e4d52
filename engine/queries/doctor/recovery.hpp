// Says what doctor finds about the processes that resume checks: the guard of a session, and the
// resume after a power failure.
//
// Private to doctor.
#pragma once

#include "engine/queries/doctor/control_file.hpp"

namespace pkgmap {

/// Returns a finding that says whether a guard can be started: starts a guard without a session,
/// which ends at once. Makes the state directory if `seen` has a control file. Only root can start
/// a guard; for another user the finding says that.
HostFinding finding_about_guard(const Settings& settings, const SeenControlFile& seen);

/// Returns a finding that says whether a unit resumes dead sessions at boot, or a check of monit
/// does the same.
HostFinding finding_about_recovery(const Settings& settings, const SeenControlFile& seen);

}  // namespace pkgmap
