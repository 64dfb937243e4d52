// What the package manager would do now, asked of itself.
#pragma once

#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// By dnf 4's own library, from the metadata that it has: nothing is downloaded, locked or changed.
/// At most 60 s. An Error when there is no dnf 4, or it cannot resolve its upgrades.
Result<Transaction> ask_for_upgrades(const Settings& settings);

}  // namespace pkgmap
