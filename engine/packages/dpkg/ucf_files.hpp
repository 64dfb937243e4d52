// Reads which configuration files maintainer scripts have made by ucf(1) and registered by ucfr(1).
// No package ships these files, so dpkg does not know them.
//
// ucf keeps the sum of the version that the package offered last. If somebody has edited the file,
// its content has another sum, as with a conffile. An object does not change once built. Any
// thread.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/system/files/root_directory.hpp"

namespace pkgmap::dpkg {

// The two files of ucf, inside the root.
inline constexpr const char* kUcfRegistry = "/var/lib/ucf/registry";
inline constexpr const char* kUcfSums = "/var/lib/ucf/hashfile";

class UcfFiles {
 public:
  /// Reads kUcfRegistry and kUcfSums below `root`; follows no link. Never fails. A file of ucf
  /// counts as empty if it is missing or no regular file, cannot be read, is larger than 16 MiB, or
  /// can be written by a user other than root and the calling user. A registered file without a sum
  /// is left out.
  static UcfFiles read(const RootDirectory& root);

  /// Returns the paths that this package (its name, without architecture) has registered, one on
  /// each line, as in a file list of dpkg; empty if there are none. Valid as long as this object.
  std::string_view lines_of(std::string_view package) const;
  /// Returns the MD5 sum of a file, 32 hex digits; empty if no package registered the path. Valid
  /// as long as this object.
  std::string_view sum_of(std::string_view path) const;

 private:
  std::map<std::string, std::string, std::less<>> lines_;  ///< By package.
  std::map<std::string, std::string, std::less<>> sums_;   ///< By path.
};

}  // namespace pkgmap::dpkg
