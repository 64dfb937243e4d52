// What dnf 5 says about itself: its pid and settings. Pure.
#pragma once

#include <string>

namespace pkgmap::dnf5 {

/// Texts as dnf 5 writes them; empty if dnf 5 has no value.
struct RunningDnf {
  std::string pid;
  std::string root;   ///< The setting `installroot`; empty counts as "/".
  std::string cache;  ///< The setting `cachedir`.
  std::string flags;  ///< The setting `tsflags`, separated by commas or blanks.
};

/// Returns whether the transaction changes files of the running system. False for a root other than
/// "/", and with the flag `test` or `justdb`.
bool changes_this_system(const RunningDnf& found);

/// Returns the pid of dnf 5; 0 if `found.pid` is not a positive number.
int pid_of(const RunningDnf& found);

}  // namespace pkgmap::dnf5
