// Says of which package system (rpm or dpkg) the packages are that a transaction installs, or that
// a person means. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/settings.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Returns the package system of a transaction: dpkg if apt, dpkg or a .deb file is in it; rpm if a
/// hook of a package manager of rpm told it, or a .rpm file is in it; else nullopt.
std::optional<rules::PackageSystem> system_of(const Transaction& transaction);

/// Returns the package system of the first package file among these words: rpm for a name that ends
/// with ".rpm", dpkg for ".deb"; nullopt if there is none.
std::optional<rules::PackageSystem> system_of(const std::vector<std::string>& words);

/// Returns the settings. If they name no package system, the result has that of the transaction, or
/// of the words of a person.
Settings with_system_of(const Transaction& transaction, Settings settings);
Settings with_system_of(const std::vector<std::string>& words, Settings settings);

}  // namespace pkgmap
