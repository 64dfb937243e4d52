// What rpm and dpkg do with a regular file where a package ships a file: the decision of
// rpmfilesDecideFate() in rpm's lib/rpmfi.c, and that of dpkg for a conffile when nobody answers
// its question (dpkg: src/main/configure.c), which is the same as for %config(noreplace). Pure.
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

/// Returns `replaced` or `stays`; `stays` only for %config. Sets `beside` to whether the
/// new file is written under another name (suffix_of_new()). Without a digest of the present file
/// returns `replaced`.
FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside);

/// Returns what the system appends to the name of the new file if the old one stays: ".rpmnew",
/// ".dpkg-dist".
const char* suffix_of_new(PackageSystem system);

}  // namespace pkgmap::rules
