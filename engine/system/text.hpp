// Makes messages of error numbers of the system. For one thread.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Returns the message of an errno: "No such file or directory".
std::string system_message(int error_number);

/// Returns an Error from errno. `doing` says what failed: "cannot open /x" gives "cannot open /x:
/// Permission denied".
Error system_error(const std::string& doing, ErrorCode code = ErrorCode::failed);

}  // namespace pkgmap
