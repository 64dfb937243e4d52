// What rpm does with a file that is there when a package ships it: rpmfilesDecideFate() of
// lib/rpmfi.c, for regular files. Pure.
#pragma once

#include <string>

#include "rules/predict/predict.hpp"

namespace pkgmap::rules {

/// Digests of one algorithm; empty where there is none.
struct Contents {
  std::string now;       ///< Of the file that is there.
  std::string outgoing;  ///< As the installed version shipped it.
  std::string incoming;  ///< As the new version ships it.
};

/// Only %config is ever left alone. `beside` is set when the new file comes beside the old one.
FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside);

}  // namespace pkgmap::rules
