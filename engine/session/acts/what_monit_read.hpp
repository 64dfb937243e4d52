// Whether monit knows what its control files say now.
//
// For one thread; cannot fail.
#pragma once

#include <cstdint>

#include "engine/session/host/host.hpp"

namespace pkgmap {

/// Whether monit, which read its control files in this second since the epoch, read what is on disk
/// now: only root can change the files, and nobody has since. False where nobody can tell, as in
/// the same second.
bool has_read(const monitrc::ControlFile& control_file, std::int64_t second, Host& host);

/// Adds to `checks` what monit shows that the named ones depend on, directly and through others,
/// and each prerequisite that is neither there nor named. Asks for one page of monit for each.
/// Returns false, and adds only what monit has shown so far, if monit gives no answer.
bool add_shown_dependencies(MonitClient& monit, const std::vector<std::string>& names,
                            std::vector<monitrc::Check>& checks);

}  // namespace pkgmap
