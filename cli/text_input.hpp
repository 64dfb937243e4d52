// Reads the file, or standard input, that an option of the command line names. Any thread.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// Returns the whole text of the file, or of standard input if `file` is "-". `what` is the name of
/// the text in an error message: "the plan". Every Error has ErrorCode::usage: the file cannot be
/// read, or is longer than 64 MiB.
Result<std::string> text_input(const std::string& what, const std::string& file);

}  // namespace pkgmap::cli
