// The name, version and architecture by which one build of a package differs from every other
// build. A plain value; a member that is not known is empty.
#pragma once

#include <string>

namespace pkgmap {

struct PackageIdentity {
  std::string name;
  std::string epoch;    ///< Empty means 0.
  std::string version;  ///< dpkg: the upstream version.
  std::string release;  ///< dpkg: the Debian revision; empty for a native package.
  std::string arch;
};

}  // namespace pkgmap
