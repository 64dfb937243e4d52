// The main program of one fuzzer: PKGMAP_FUZZ_HEADER declares the target PKGMAP_FUZZ_TARGET.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include PKGMAP_FUZZ_HEADER

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pkgmap::fuzz::PKGMAP_FUZZ_TARGET(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
