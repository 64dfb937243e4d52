// The transaction that an upgrade of the host would be now, from the package manager itself.
#pragma once

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Asks the library of dnf 4, which uses the metadata that dnf has on disk: it downloads no
/// package, takes no lock and changes no file. Waits 60 s at most. Fails if dnf 4 is not installed
/// or cannot resolve its upgrades.
Result<Transaction> ask_for_upgrades(const Settings& settings);

}  // namespace pkgmap
