#include "engine/system/process/libexec.hpp"

#include <filesystem>
#include <system_error>

namespace pkgmap {

std::string libexec_directory() {
  std::error_code unknown;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", unknown);
  // Without /proc nobody knows where the program lies: a relative path would lead wherever the
  // caller happens to be.
  if (unknown || !own.is_absolute()) return PKGMAP_INSTALLED_LIBEXEC "/monit-pkgmap";
  return (own.parent_path().parent_path() / PKGMAP_LIBEXEC_DIRECTORY / "monit-pkgmap").string();
}

}  // namespace pkgmap
