// What doctor says of whoever resumes: the guard of a session, and what comes after a power
// failure.
//
// Private to doctor.
#pragma once

#include "engine/queries/doctor/control_file.hpp"

namespace pkgmap {

/// Tries to start a guard; it ends at once. Only root can.
Finding finding_about_guard(const Settings& settings, const SeenControlFile& seen);

/// About the unit that resumes at boot, or a check of monit that does the same.
Finding finding_about_recovery(const Settings& settings, const SeenControlFile& seen);

}  // namespace pkgmap
