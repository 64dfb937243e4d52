// Reads the plan that `apt-get --simulate` prints, and makes a transaction of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Reads the lines "Inst NAME [OLD] (NEW ORIGIN [ARCH])", "Remv NAME [OLD]" and "Purg NAME [OLD]"
/// (apt: apt-private/private-output.cc, apt-pkg/algorithms.cc); other lines have no effect. "Inst"
/// with OLD gives two items: OLD goes, NEW comes. PackageIdentity::version is the whole version of
/// dpkg; epoch and release are empty. The architecture of a package that is only removed is the one
/// in NAME ("x:i386"), else empty. The transaction has no items if there is no such line. If a line
/// begins with one of these words but has another form, returns nullopt and sets `error` to one
/// clause; else leaves `error` as it is. Pure; any thread.
std::optional<Transaction> parse_apt_plan(std::string_view text, std::string& error);

}  // namespace pkgmap
