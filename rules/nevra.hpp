// The name of one package build: name-epoch:version-release.arch, as rpm writes it. A value.
#pragma once

#include <string>

namespace pkgmap::rules {

struct Nevra {
  std::string name;
  std::string epoch;  ///< Empty means 0.
  std::string version;
  std::string release;
  std::string arch;

  /// Returns the NEVRA: "mysql-server-8.0.36-1.el9.x86_64"; an epoch other than 0 stands before the
  /// version: "1:8.0". Without ".arch" if `arch` is empty.
  std::string text() const;
  /// Returns epoch, version and release: "8.0.36-1.el9", "1:8.0.36-1.el9". Without the epoch if
  /// that is 0.
  std::string evr() const;

  friend bool operator==(const Nevra& left, const Nevra& right);
};

}  // namespace pkgmap::rules
