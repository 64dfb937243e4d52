// What dnf 5 says of itself besides the packages, and what follows from it. Pure.
#pragma once

#include <string>

namespace pkgmap::dnf5 {

/// As dnf 5 writes them.
struct Surroundings {
  std::string pid;
  std::string root;   ///< The setting `installroot`.
  std::string cache;  ///< The setting `cachedir`.
  std::string flags;  ///< The setting `tsflags`, commas between them.
};

/// Whether files of this running system are about to change.
bool changes_this_system(const Surroundings& found);

/// 0: it is none.
int pid_of(const Surroundings& found);

}  // namespace pkgmap::dnf5
