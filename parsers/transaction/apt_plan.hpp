// The plan that `apt-get --simulate` prints, as a transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

/// Reads the lines "Inst NAME [OLD] (NEW ORIGIN [ARCH])" and "Remv NAME [OLD]" (apt: apt-private/
/// private-output.cc, apt-pkg/algorithms.cc); other lines have no effect. Versions are whole texts:
/// epoch and release are empty. Returns nullopt if a line that begins so goes on otherwise; `error`
/// then says so in one clause. Pure; any thread.
std::optional<Transaction> parse_apt_plan(std::string_view text, std::string& error);

}  // namespace pkgmap
