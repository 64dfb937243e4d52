#include "engine/packages/package_database.hpp"

#include <sys/stat.h>

namespace pkgmap {

bool FileEntry::directory() const {
  return S_ISDIR(mode);
}

bool FileFilter::takes(std::string_view path) const {
  const std::size_t slash = path.rfind('/');
  if (names.contains(path.substr(slash + 1))) return true;
  if (directories.empty() || slash == std::string_view::npos) return false;
  const std::string_view directory = path.substr(0, slash);
  return directories.contains(directory.substr(directory.rfind('/') + 1));
}

}  // namespace pkgmap
