// What dnf 5 says about itself, besides the packages, and what follows from it. Pure.
#pragma once

#include <string>

namespace pkgmap::dnf5 {

/// Values as dnf 5 writes them.
struct Surroundings {
  std::string pid;
  std::string root;   ///< The setting `installroot`.
  std::string cache;  ///< The setting `cachedir`.
  std::string flags;  ///< The setting `tsflags`, separated by commas.
};

/// Whether the transaction changes files of the running system: no other root, no test, no
/// `justdb`.
bool changes_this_system(const Surroundings& found);

/// Returns 0 if `pid` is not a positive number.
int pid_of(const Surroundings& found);

}  // namespace pkgmap::dnf5
