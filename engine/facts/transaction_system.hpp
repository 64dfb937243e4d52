// Says whether the packages of a transaction, or those that a person names, are packages of rpm or
// of dpkg. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Returns the package system of a transaction. The first item with a package file decides: dpkg
/// for a .deb file, rpm for an .rpm file. Without a package file, Transaction::manager decides:
/// "apt" and "dpkg" mean dpkg; "dnf4", "dnf5", "rpm", "yum3" and "zypp" mean rpm; nullopt for any
/// other name.
std::optional<rules::PackageSystem> system_of(const Transaction& transaction);

/// Returns the package system of the first of these words that ends with ".rpm" (rpm) or ".deb"
/// (dpkg); nullopt if no word does.
std::optional<rules::PackageSystem> system_of(const std::vector<std::string>& words);

/// Returns `settings`. If Settings::packages is not set, the result has there what system_of()
/// returns for the transaction, or for the words of a person; perhaps still nullopt.
Settings with_system_of(const Transaction& transaction, Settings settings);
Settings with_system_of(const std::vector<std::string>& words, Settings settings);

}  // namespace pkgmap
