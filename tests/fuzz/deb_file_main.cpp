#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/debian.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pkgmap::fuzz::deb_file(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
