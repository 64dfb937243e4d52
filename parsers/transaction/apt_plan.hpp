// Reads the plan that `apt-get --simulate` prints, and makes a transaction of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Reads three kinds of lines (apt: apt-private/private-output.cc, apt-pkg/algorithms.cc); all
/// other lines have no effect:
/// - "Inst NAME (NEW ORIGIN [ARCH])" gives one item, which installs NEW.
/// - "Inst NAME [OLD] (NEW ORIGIN [ARCH])" gives two items: the first removes OLD, the second
///   upgrades to NEW.
/// - "Remv NAME [OLD]" and "Purg NAME [OLD]" give one item, which removes OLD.
///
/// PackageIdentity::version is the whole version of dpkg; epoch and release are empty. A package of
/// "Remv" or "Purg" has the architecture that NAME has ("x:i386"), or none. Without these lines the
/// transaction has no items. If a line begins with one of these words but has another form, returns
/// nullopt and sets `error` to one clause; else leaves `error` as it is. Pure; any thread.
std::optional<Transaction> parse_apt_plan(std::string_view text, std::string& error);

}  // namespace pkgmap
