// Finds every monit of this host that is looked after, and the state directory of each.
//
// The first monit is the monit that a command without --monitrc means. Each monit has a state
// directory of its own (state_directories.hpp), so a check of one monit is never taken for a check
// of the same name of another monit, and no monit waits for the lock of another. Changes no file.
// Any thread. Cannot fail: what cannot be read is missing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/monit/running_monits.hpp"
#include "engine/settings.hpp"

namespace pkgmap {

/// A monit that is looked after, beside the first one.
struct FurtherMonit {
  std::string control_file;
  std::string state_directory;  ///< Its path; the directory perhaps does not exist yet.
  bool runs = false;
};

struct HostMonits {
  std::string first;  ///< The control file of the first monit; empty if none is found.
  /// The state directory of the first monit; that of the settings if there is no first monit.
  std::string first_state_directory;
  std::vector<FurtherMonit>
      further;  ///< The further monits that run or have a state directory, sorted by control file.
  /// What the look at the processes found.
  RunningMonits running;
};

/// Finds the monits. Finds no further monit in another root, or if the settings name a control
/// file; then `first` is empty. `search` bounds the look at the processes.
HostMonits find_host_monits(const Settings& settings, const MonitSearch& search = {});

/// Returns the running monits that are not looked after; empty if there are none.
std::vector<UnservedMonit> unserved_monits(const HostMonits& monits);

/// Returns the state directories at `outermost` (the path of the outermost one) and below it,
/// without those of the first monit and of the further monits that run.
std::vector<std::string> idle_state_directories(const HostMonits& monits,
                                                const std::string& outermost);

/// Returns the path of the state directory of the monit with this control file.
/// `settings.state_directory` is the outermost one.
std::string state_directory_of(const Settings& settings, const std::string& control_file);

}  // namespace pkgmap
