// Asks the package manager which transaction would upgrade all packages of the host now. For one
// thread.
#pragma once

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Asks the package manager of the running host: `apt-get --simulate dist-upgrade` on a host of
/// dpkg, else the library of dnf 4. Both use the metadata of packages that they have on disk.
/// Downloads no package, takes no lock and changes no file.
/// Returns a transaction without items if there is no upgrade. Waits 60 s at most.
/// Fails with ErrorCode::failed if the package manager cannot be asked, does not answer in time, or
/// cannot resolve its upgrades.
Result<Transaction> ask_for_upgrades(const Settings& settings);

}  // namespace pkgmap
