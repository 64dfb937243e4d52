// What rpm does with a regular file where a package ships a file: the decision of
// rpmfilesDecideFate() in rpm's lib/rpmfi.c. Pure.
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

/// Returns `replaced` or `stays`; `stays` only for %config. Sets `beside` to whether rpm writes the
/// new file under another name (.rpmnew). Without a digest of the present file returns `replaced`.
FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside);

}  // namespace pkgmap::rules
