#include "engine/packages/package_database.hpp"

#include <sys/stat.h>

namespace pkgmap {

bool FileEntry::directory() const {
  return S_ISDIR(mode);
}

bool FileFilter::takes(std::string_view path) const {
  const std::size_t slash = path.rfind('/');
  if (names.contains(path.substr(slash + 1))) return true;
  return slash != std::string_view::npos && takes_all_in(path.substr(0, slash));
}

bool FileFilter::takes_all_in(std::string_view directory) const {
  if (directory.ends_with('/')) directory.remove_suffix(1);
  std::size_t slash = directory.rfind('/');
  if (directories.contains(directory.substr(slash + 1))) return true;
  while (!ancestors.empty()) {
    if (ancestors.contains(directory.substr(slash + 1))) return true;
    if (slash == std::string_view::npos) break;
    directory = directory.substr(0, slash);
    slash = directory.rfind('/');
  }
  return false;
}

}  // namespace pkgmap
