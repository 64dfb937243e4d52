// Says what doctor finds about the processes that resume checks: the guard of a session, and the
// resume after a power failure.
//
// Private to doctor.
#pragma once

#include "engine/queries/doctor/control_file.hpp"

namespace pkgmap {

/// Returns whether a guard can be started: tries to start one, which ends at once. Only root can do
/// so; for another user the finding says that.
Finding finding_about_guard(const Settings& settings, const SeenControlFile& seen);

/// Returns whether something resumes dead sessions at boot: a unit, or a check of monit that does
/// the same.
Finding finding_about_recovery(const Settings& settings, const SeenControlFile& seen);

}  // namespace pkgmap
