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

inline constexpr const char* kUcfRegistry = "/var/lib/ucf/registry";
inline constexpr const char* kUcfSums = "/var/lib/ucf/hashfile";

class UcfFiles {
 public:
  /// Reads the two files below `root`. Never fails. A file that is missing, or that a user other
  /// than root and the calling user can write, counts as empty. A registered file without a sum
  /// does not count.
  static UcfFiles read(const RootDirectory& root);

  /// Returns the paths that this package has registered, one on each line, as in a file list of
  /// dpkg; empty if there are none. Valid as long as this object.
  std::string_view lines_of(std::string_view package) const;
  /// Returns the sum of a file, 32 lower-case digits; empty if nobody registered the path.
  std::string_view sum_of(std::string_view path) const;

 private:
  std::map<std::string, std::string, std::less<>> lines_;  ///< By package.
  std::map<std::string, std::string, std::less<>> sums_;   ///< By path.
};

}  // namespace pkgmap::dpkg
