// What tells one build of a package from every other one: its name, version and architecture. A
// value.
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
