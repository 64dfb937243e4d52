// Messages for error numbers of the system.
#pragma once

#include <string>

#include "engine/system/result.hpp"

namespace pkgmap {

/// "No such file or directory"
std::string system_message(int error_number);

/// Makes an Error of errno: "cannot open /x: Permission denied" for `doing` = "cannot open /x".
Error system_error(const std::string& doing, ErrorCode code = ErrorCode::failed);

}  // namespace pkgmap
