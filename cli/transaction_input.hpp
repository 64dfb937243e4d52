// The transaction that a hook hands over, from a file or from standard input.
#pragma once

#include <string>

#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {

/// `file`: "-" is standard input. Every Error is ErrorCode::usage.
Result<Transaction> read_transaction(const std::string& file);

}  // namespace pkgmap::cli
