// Reads the plan that `apt-get --simulate` prints, and makes a transaction of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Reads the lines "Inst NAME [OLD] (NEW ORIGIN [ARCH])" and "Remv NAME [OLD]" (apt: apt-private/
/// private-output.cc, apt-pkg/algorithms.cc); other lines have no effect. PackageIdentity::version
/// is the whole version of dpkg; epoch and release are empty. Returns nullopt if a line begins with
/// Inst or Remv but has another form; `error` then says so in one clause. Pure; any thread.
std::optional<Transaction> parse_apt_plan(std::string_view text, std::string& error);

}  // namespace pkgmap
