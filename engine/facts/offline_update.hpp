// Says whether this boot is for an offline update (systemd.offline-updates(7)): in such a boot
// PackageKit, dnf and others update the packages and then reboot, and monit does not run. Any
// thread; cannot fail.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether the default target that systemd's generator made for this boot below `root` is
/// system-update.target. Returns false, too, after `systemctl daemon-reload`: the generator then
/// runs again, and the updating program has removed the mark of the boot by then.
bool is_offline_update(const std::string& root = "/");

}  // namespace pkgmap
