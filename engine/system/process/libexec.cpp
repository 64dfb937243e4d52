#include "engine/system/process/libexec.hpp"

#include <filesystem>
#include <system_error>

namespace pkgmap {

std::string libexec_directory() {
  std::error_code unknown;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return (own.parent_path().parent_path() / PKGMAP_LIBEXEC_DIRECTORY / "monit-pkgmap").string();
}

}  // namespace pkgmap
