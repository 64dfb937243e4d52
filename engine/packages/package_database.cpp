#include "engine/packages/package_database.hpp"

#include <sys/stat.h>

namespace pkgmap {

bool FileEntry::directory() const {
  return S_ISDIR(mode);
}

}  // namespace pkgmap
