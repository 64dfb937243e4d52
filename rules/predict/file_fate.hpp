// Says what rpm and dpkg do with a regular file when an update ships a new version of it. For rpm
// this is the decision of rpmfilesDecideFate() (rpm: lib/rpmfi.c); for a conffile of dpkg it is the
// answer that dpkg takes if nobody answers its question (dpkg: src/main/configure.c), the same as
// for %config(noreplace). Pure.
#pragma once

#include <string>

#include "rules/predict/predict.hpp"

namespace pkgmap::rules {

/// Digests by one algorithm; a digest is empty if it is unknown or if there is no such file.
struct Contents {
  std::string now;       ///< The file on disk.
  std::string outgoing;  ///< The file as the installed version shipped it.
  std::string incoming;  ///< The file as the new version ships it.
};

/// Returns `stays` if the present file keeps its content, else `replaced`. `config` says whether
/// the file is %config, `noreplace` whether it is %config(noreplace) or a conffile of dpkg. Sets
/// `beside` to true if the present file stays and the new file gets another name (suffix_of_new()).
/// Returns `replaced` if `contents.now` is unknown.
FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside);

/// Returns the suffix of the new file's name if the old file stays: ".rpmnew" or ".dpkg-dist".
const char* suffix_of_new(PackageSystem system);

}  // namespace pkgmap::rules
