// Says what rpm and dpkg do with a regular file when an update ships a new version of this file.
// For rpm this is the decision of rpmfilesDecideFate() (rpm: lib/rpmfi.c). A conffile of dpkg
// counts as %config(noreplace): dpkg keeps a changed conffile if nobody answers its question (dpkg:
// src/main/configure.c). Pure.
#pragma once

#include <string>

#include "rules/predict/predict.hpp"

namespace pkgmap::rules {

/// Digests of three contents by one algorithm. A digest is empty if it is unknown or if there is no
/// such file.
struct Contents {
  std::string now;       ///< The file on disk.
  std::string outgoing;  ///< The file as the installed version shipped it.
  std::string incoming;  ///< The file as the new version ships it.
};

/// Returns what becomes of the present file: FileFate::stays (it keeps its content) or
/// FileFate::replaced. Sets `beside` in every case: true if the present file stays and the new file
/// is written under another name (suffix_of_new()), else false. `config` is true for %config,
/// %config(noreplace) and a conffile of dpkg; `noreplace` is true for %config(noreplace) and a
/// conffile of dpkg, and has no effect if `config` is false. The first case that applies decides:
/// - `config` is false, or `contents.now` is empty: replaced.
/// - The present content is the outgoing or the incoming one: replaced.
/// - The outgoing and the incoming content are known and equal: stays, with `beside` false.
/// - `noreplace` is true: stays, with `beside` true.
/// - `noreplace` is false: replaced.
FileFate fate_of(const Contents& contents, bool config, bool noreplace, bool& beside);

/// Returns what is appended to the name of the new file if `beside` is true: ".rpmnew" or
/// ".dpkg-dist".
const char* suffix_of_new(PackageSystem system);

}  // namespace pkgmap::rules
