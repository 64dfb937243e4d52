// Reads a text that an option names.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap::cli {

/// Returns the whole text of the file, or of standard input if `file` is "-". `what` names the text
/// in an Error, which has ErrorCode::usage: the file cannot be read, or is longer than 64 MiB.
Result<std::string> text_input(const std::string& what, const std::string& file);

}  // namespace pkgmap::cli
