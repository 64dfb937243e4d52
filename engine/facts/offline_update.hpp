// Says whether this boot is for an offline update (systemd.offline-updates(7)): in such a boot
// PackageKit, dnf and others update the packages and then reboot, and monit does not run. Any
// thread; cannot fail.
#pragma once

#include <string>

namespace pkgmap {

/// Looks at the default target that systemd's generator has made for this boot below `root`.
/// Returns false again once somebody has systemd read its units anew (`systemctl daemon-reload`),
/// since the program that updates has removed the mark of the boot by then.
bool is_offline_update(const std::string& root = "/");

}  // namespace pkgmap
