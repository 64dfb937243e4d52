// Says whether this boot is for an offline update (systemd.offline-updates(7)): in such a boot
// PackageKit, dnf and others update the packages and then reboot, and monit does not run. Any
// thread; cannot fail.
#pragma once

#include <string>

namespace pkgmap {

/// Returns whether system-update.target is the default target that systemd's generator made for
/// this boot, in /run below `root`. Returns false also late in such a boot, after `systemctl
/// daemon-reload`: the generator then runs again, and the updating program has already removed the
/// link /system-update.
bool is_offline_update(const std::string& root = "/");

}  // namespace pkgmap
