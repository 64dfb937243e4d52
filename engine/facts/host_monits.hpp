// Finds every monit of this host that monit-pkgmap looks after (whose checks a transaction
// suspends), and the state directory of each.
//
// The first monit is the monit that a command without --monitrc means. Each monit has a state
// directory of its own: the outermost state directory (Settings::state_directory), or a directory
// below the outermost one (state_directories.hpp). So two monits may have checks of the same name,
// and no monit waits for the lock of another. Changes no file. Any thread. Cannot fail: what cannot
// be read is missing in the result.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/monit/running_monits.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// A monit that monit-pkgmap looks after, other than the first monit.
struct FurtherMonit {
  std::string control_file;
  std::string state_directory;  ///< Its path; the directory perhaps does not exist yet.
  /// Whether RunningMonits::ours has it. So false also for a monit that runs with a mount namespace
  /// of its own, or that the search did not reach.
  bool runs = false;
};

struct HostMonits {
  std::string first;  ///< The control file of the first monit; empty if none is found.
  /// The state directory of the first monit; that of the settings if there is no first monit.
  std::string first_state_directory;
  /// The further monits that run, or that have a state directory, sorted by control file.
  std::vector<FurtherMonit> further;
  /// What find_running_monits() returned; RunningMonits::more_ours also counts each monit whose
  /// control file has too long a path for a state directory.
  RunningMonits running;
};

/// Finds the monits. If the settings are not about this host (Settings::live()), or name a control
/// file, looks for no monit: `first`, `further` and `running` stay empty. `search` bounds the
/// search through the processes.
HostMonits find_host_monits(const Settings& settings, const MonitSearch& search = {});

/// Returns the running monits that monit-pkgmap does not look after, as texts for people; empty if
/// there are none.
std::vector<UnservedMonit> unserved_monits(const HostMonits& monits);

/// Returns the paths of `outermost` (the outermost state directory, even if it does not exist) and
/// of the state directories below it, except the directories of the first monit and of the further
/// monits that run.
std::vector<std::string> idle_state_directories(const HostMonits& monits,
                                                const std::string& outermost);

/// Returns the path of the state directory of the monit with this control file; the directory may
/// be missing. Returns the outermost one, `settings.state_directory`, if the path of the control
/// file is too long for the name of a directory.
std::string state_directory_of(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
