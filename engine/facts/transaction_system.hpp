// Whose packages a transaction installs. Pure; any thread.
#pragma once

#include "engine/settings.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Returns the system of a transaction: dpkg if apt, dpkg or a .deb file is in it, rpm if a hook of
/// a package manager of rpm told it or a .rpm file is in it; else nullopt.
std::optional<rules::PackageSystem> system_of(const Transaction& transaction);

/// Returns the settings; if they name no package system, with that of the transaction.
Settings with_system_of(const Transaction& transaction, Settings settings);

}  // namespace pkgmap
