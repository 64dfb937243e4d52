// Whether this boot is for an offline update (systemd.offline-updates(7)): PackageKit, dnf and
// others update the packages in it and then reboot. monit does not run.
#pragma once

#include <string>

namespace pkgmap {

/// Goes by what systemd's generator makes of such a boot below `root`. False again once somebody
/// has systemd read its units anew (`systemctl daemon-reload`), since the program that updates has
/// removed the mark of the boot by then.
bool is_offline_update(const std::string& root = "/");

}  // namespace pkgmap
