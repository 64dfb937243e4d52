// Says what doctor finds about the processes that resume checks if the hook of the package manager
// does not: the guard of a session, and the resume after a power failure.
//
// Private to doctor.
#pragma once

#include "engine/queries/doctor/control_file.hpp"

namespace pkgmap {

/// Returns a finding that says whether a guard can be started. To find out, starts a guard that has
/// no session and ends at once. Before that, makes the state directory if it does not exist and
/// `seen` has a control file. Only root can start a guard: for another user the function tries
/// nothing, and the finding says so.
HostFinding finding_about_guard(const Settings& settings, const SeenControlFile& seen);

/// Returns a finding that says whether anything resumes dead sessions (sessions in which every
/// process has died): the enabled unit monit-pkgmap-recover.service (is_enabled(),
/// engine/facts/enabled_units.hpp), or a `check program` of monit that runs `monit-pkgmap recover`,
/// by itself or in a text of `sh -c`.
HostFinding finding_about_recovery(const Settings& settings, const SeenControlFile& seen);

}  // namespace pkgmap
