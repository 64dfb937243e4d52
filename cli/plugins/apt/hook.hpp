// The hook of apt and of dpkg: what the program monit-pkgmap-apt does. The argument of the program
// is the moment at which it was called.
//
// Each call is a process of its own, which the package manager waits for. An error becomes a
// message, and the package manager goes on. For one thread.
#pragma once

#include <string>

#include "cli/plugins/apt/callers.hpp"
#include "cli/plugins/hook/handover.hpp"
#include "cli/plugins/hook/program.hpp"
#include "cli/switched_off.hpp"

namespace pkgmap::apt {

/// The files and descriptors that the hook uses; only tests use others. Paths are absolute.
struct Places {
  std::string program;                        ///< The path of monit-pkgmap.
  std::string disabled = cli::kDisabledFile;  ///< The file that switches the hook off, see act().
  /// The directory in which the call before a run of dpkg leaves a note for the call after this
  /// run: the argument of Handovers (handovers.hpp).
  std::string notes = hook::kSpoolDirectory;
  CallerPlaces callers{};
  int output = 1;  ///< Descriptor for messages: 0, 1 or 2, since act() closes all others.
  hook::Bounds bounds{};
};

/// The moments at which the package manager calls the hook.
inline constexpr const char* kAptBefore = "apt-before";
inline constexpr const char* kAptAfter = "apt-after";
inline constexpr const char* kDpkgBefore = "dpkg-before";
inline constexpr const char* kDpkgAfter = "dpkg-after";

/// Suspends or resumes the checks, as `moment` (one of the four constants above) says. Returns the
/// exit status of the process: 1 if the policy ends the transaction, else 0. For any other
/// `moment`, touches no check and returns 0.
///
/// Suspends no check if the hook is switched off (switched_off(places.disabled)), if in_a_chroot()
/// is true, or if places.program is not executable. Resumes checks in these cases all the same.
///
/// Takes over the process: ignores SIGINT, SIGTERM, SIGHUP, SIGQUIT and SIGPIPE, closes all
/// descriptors but 0 to 2, and changes the working directory to `/`.
int act(const std::string& moment, const Places& places);

}  // namespace pkgmap::apt
