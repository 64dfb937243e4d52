#include "engine/system/text.hpp"

#include <cerrno>
#include <cstring>

namespace pkgmap {

std::string system_message(int error_number) {
  return std::strerror(error_number);
}

Error system_error(const std::string& doing, ErrorCode code) {
  return Error{code, doing + ": " + system_message(errno)};
}

}  // namespace pkgmap
