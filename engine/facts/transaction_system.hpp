// Whose packages a transaction installs, or a person means. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Returns the system of a transaction: dpkg if apt, dpkg or a .deb file is in it, rpm if a hook of
/// a package manager of rpm told it or a .rpm file is in it; else nullopt.
std::optional<rules::PackageSystem> system_of(const Transaction& transaction);

/// Returns the system of the first package file among these words: rpm for a name that ends with
/// ".rpm", dpkg for ".deb"; else nullopt.
std::optional<rules::PackageSystem> system_of(const std::vector<std::string>& words);

/// Returns the settings; if they name no package system, with that of the transaction.
Settings with_system_of(const Transaction& transaction, Settings settings);
/// The same for the words of a person.
Settings with_system_of(const std::vector<std::string>& words, Settings settings);

}  // namespace pkgmap
