// The transaction that an upgrade of the host would be now, from the package manager itself.
#pragma once

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// On a host of dpkg asks `apt-get --simulate dist-upgrade`; else the library of dnf 4, which uses
/// the metadata that dnf has on disk. Downloads no package, takes no lock and changes no file.
/// Returns a transaction without items if there is no upgrade. Waits 60 s at most. Fails with
/// ErrorCode::failed if neither can be asked, or if it cannot resolve its upgrades.
Result<Transaction> ask_for_upgrades(const Settings& settings);

}  // namespace pkgmap
